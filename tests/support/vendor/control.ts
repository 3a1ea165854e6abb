import type { Answer, Call } from './answer.ts';
import type { Act, CommonSettings, Delivered, Fault, VendorStandIn } from './stand-in.ts';

const longestWaitMs = 20_000;

type Steered<Settings extends CommonSettings> = VendorStandIn<Settings>;

/**
 * The stand-in by HTTP, for when it runs as a process of its own:
 * POST /control/webhook {url} · POST /control/probe · POST /control/citizens (list of acts) ·
 * POST and DELETE /control/faults · POST /control/settings · GET /control/delivered?after=SEQ&wait=MS ·
 * GET /control/events · GET /control/counters · GET /control/settled (after at most 20 s: true or false)
 */
export async function control<Settings extends CommonSettings>(
  standIn: Steered<Settings>,
  call: Call,
): Promise<Answer> {
  const given = call.body.length === 0 ? undefined : (JSON.parse(call.body.toString('utf8')) as unknown);
  try {
    const answer = await carryOut(standIn, call, given);
    return answer === unknownOrder ? { status: 404, body: call.path } : { body: { answer: answer ?? null } };
  } catch (error) {
    return { status: 409, body: error instanceof Error ? error.message : String(error) };
  }
}

const unknownOrder = Symbol('unknown order');

function carryOut<Settings extends CommonSettings>(
  standIn: Steered<Settings>,
  call: Call,
  given: unknown,
): unknown {
  switch (`${call.method} ${call.path.slice('/control/'.length)}`) {
    case 'POST webhook':
      return standIn.setWebhook((given as { url?: string }).url);
    case 'POST probe':
      return standIn.probe();
    case 'POST citizens':
      return standIn.citizensDo(given as Act[]);
    case 'POST faults':
      return standIn.fail(given as Fault);
    case 'DELETE faults':
      return standIn.clearFaults();
    case 'POST settings':
      return standIn.change(given as Settings);
    case 'GET delivered':
      return deliveredAfter(standIn, Number(call.query.get('after')), Number(call.query.get('wait')));
    case 'GET events':
      return standIn.events();
    case 'GET counters':
      return standIn.counters();
    case 'GET settled':
      return Promise.race([standIn.settled().then(() => true), unsettled()]);
    default:
      return unknownOrder;
  }
}

const unsettled = (): Promise<boolean> =>
  new Promise((resolve) => void setTimeout(resolve, longestWaitMs, false).unref());

async function deliveredAfter<Settings extends CommonSettings>(
  standIn: Steered<Settings>,
  after: number,
  wait: number,
): Promise<Delivered[]> {
  const waitMs = Math.min(longestWaitMs, wait);
  if (standIn.delivered().length <= after && waitMs > 0) await nextDelivery(standIn, waitMs);
  return standIn.delivered().slice(after);
}

function nextDelivery<Settings extends CommonSettings>(
  standIn: Steered<Settings>,
  waitMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(finish, waitMs);
    const forget = standIn.onDelivered(finish);
  });
}
