import type { Answer, Call } from '../vendor/answer.ts';
import { type Desk, type Endpoint, startVendor, type Vendor } from '../vendor/server.ts';
import type { VendorStandIn } from '../vendor/stand-in.ts';
import { articleEndpoints } from './articles.ts';
import { createCitizens } from './citizens.ts';
import { consult } from './consult.ts';
import { failure } from './envelope.ts';
import { createGate, documentedRate } from './gate.ts';
import { changeHouse, createHouse } from './house.ts';
import { createManner } from './manner.ts';
import { oauthEndpoints } from './oauth.ts';
import { type CompleteZaloOptions, withDefaults, type ZaloOptions, type ZaloSettings } from './options.ts';
import { createPeople } from './people.ts';
import { templateEndpoints } from './templates.ts';
import { createTokens } from './tokens.ts';
import { uploadEndpoints } from './uploads.ts';
import { userEndpoints } from './users.ts';

export interface StandInZalo extends VendorStandIn<ZaloSettings> {
  /** Milliseconds since the epoch; null = never. */
  setLastInteraction(userId: string, ms: number | null): void;
}

/** Zalo's OA platform for tests: openapi, business.openapi and oauth on one address. */
export async function startStandInZalo(given: ZaloOptions = {}): Promise<StandInZalo> {
  const options = withDefaults(given);
  const standIn = await startVendor(options, documentedRate, (desk) => createZalo(desk, options));
  const setLastInteraction = (userId: string, ms: number | null) =>
    standIn.change({ lastInteraction: { [userId]: ms } });
  return { ...standIn, setLastInteraction };
}

function createZalo(desk: Desk, options: CompleteZaloOptions): Vendor<ZaloSettings> {
  const people = createPeople(desk.now);
  const tokens = createTokens(options, desk.now);
  const house = createHouse({ options, desk, people, tokens });
  const gate = createGate(house);
  const citizens = createCitizens(house);
  tellOfDeliveries(desk, options, citizens);

  function dead(): Answer {
    desk.broke('zalo: a message by an endpoint that is closed since 2026-03-01');
    return failure(-209);
  }
  const endpoints: readonly Endpoint[] = [
    {
      name: 'cs',
      method: 'POST',
      path: '/v3.0/oa/message/cs',
      sends: true,
      run: gate.guarded(consult(house)),
    },
    {
      name: 'dead',
      method: 'POST',
      path: /^\/v3\.0\/oa\/message\/(transaction|promotion)$/,
      run: gate.guarded(dead),
    },
    ...templateEndpoints(house, gate),
    ...uploadEndpoints(house, gate),
    ...articleEndpoints(house, gate),
    ...userEndpoints(house, gate),
    ...oauthEndpoints(options, tokens),
  ];
  const { appId, appSecret, oaId, oaSecret, accessToken, refreshToken } = options;
  return {
    account: { appId, appSecret, oaId, oaSecret, accessToken, refreshToken },
    endpoints,
    manner: createManner(options),
    notFound: failure(-209),
    refusalFor: ({ kind, code }) => (kind === 'refuse' ? failure(Number(code ?? -200)) : gate.tooMany()),
    recipientOf,
    act: citizens.act,
    change: (settings) => changeHouse(house, settings),
    counters: () => tokens.counts,
    probe,
  };
}

function tellOfDeliveries(
  desk: Desk,
  options: CompleteZaloOptions,
  citizens: ReturnType<typeof createCitizens>,
): void {
  desk.record.onDelivered(({ userId, vendorId, text, how }) => {
    if (how !== 'cs' && how !== 'template') return;
    if (options.echoes) desk.emit(citizens.echo(userId, vendorId, text));
    if (options.receipts) desk.emit(citizens.seen(userId, vendorId));
  });
}

function recipientOf({ body }: Call): string | undefined {
  const text = body.toString('utf8');
  return /"(?:user_id|phone|anonymous_id)"\s*:\s*"([^"]+)"/.exec(text)?.[1]?.replace(/^\+/, '');
}

/** The console posts something that is no event, without a signature. */
async function probe(webhook: URL): Promise<boolean> {
  const answer = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  await answer.text();
  return answer.status === 200;
}
