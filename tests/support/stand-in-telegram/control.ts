import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Delivered } from './record.ts';
import type { StandInTelegram } from './stand-in.ts';

/** One thing that a citizen does, as the control endpoint takes it. */
export type CitizenAct =
  | { readonly chatId: number; readonly text: string }
  | { readonly chatId: number; readonly press: string }
  | { readonly chatId: number; readonly message: object }
  | { readonly chatId: number; readonly blocks: boolean };

const longestWaitMs = 20_000;

/**
 * The stand-in by HTTP, for when it runs as a process of its own:
 * POST /control/citizens (list of acts) · POST /control/faults · DELETE /control/faults ·
 * GET /control/delivered?after=SEQ&wait=MS · GET /control/updates · GET /control/counters
 */
export async function control(
  standIn: StandInTelegram,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const run = answers.get(`${request.method} ${url.pathname}`);
  response.statusCode = run ? 200 : 404;
  response.end(JSON.stringify((await run?.(standIn, body, url.searchParams)) ?? null));
}

type Handler = (standIn: StandInTelegram, body: string, query: URLSearchParams) => unknown;
const answers = new Map<string, Handler>([
  [
    'POST /control/citizens',
    ({ citizens }, body) => (JSON.parse(body) as CitizenAct[]).map((act) => play(citizens, act)),
  ],
  ['POST /control/faults', (standIn, body) => standIn.fail(JSON.parse(body) as Fault)],
  ['DELETE /control/faults', (standIn) => standIn.clearFaults()],
  ['GET /control/delivered', deliveredAfter],
  ['GET /control/updates', (standIn) => standIn.updateLogs],
  ['GET /control/counters', (standIn) => standIn.counters()],
]);

function play(citizens: StandInTelegram['citizens'], act: CitizenAct): number {
  if ('text' in act) return citizens.sendsText(act.chatId, act.text);
  if ('press' in act) return citizens.presses(act.chatId, act.press);
  if ('blocks' in act) return citizens.blocks(act.chatId, act.blocks);
  return citizens.sends(act.chatId, act.message);
}

async function deliveredAfter(
  standIn: StandInTelegram,
  _body: string,
  query: URLSearchParams,
): Promise<Delivered[]> {
  const after = Number(query.get('after') ?? 0);
  const waitMs = Math.min(longestWaitMs, Number(query.get('wait') ?? 0));
  if (standIn.delivered.length <= after && waitMs > 0) await nextDelivery(standIn, waitMs);
  return standIn.delivered.slice(after);
}

function nextDelivery(standIn: StandInTelegram, waitMs: number): Promise<void> {
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
