import { randomUUID } from 'node:crypto';
import { type Desk, startVendor, type Vendor } from '../vendor/server.ts';
import type { Act, VendorStandIn } from '../vendor/stand-in.ts';
import type { VendorEvent } from '../vendor/webhook.ts';
import { esmsEndpoint, esmsRefusal, tooMany } from './esms.ts';
import { changeHouse, createHouse, type House, plainPhone } from './house.ts';
import { kannelAnswer, kannelEndpoint } from './kannel.ts';
import { createManner, type Words } from './manner.ts';
import { type CompleteSmsOptions, type SmsOptions, type SmsSettings, withDefaults } from './options.ts';
import { createReports } from './reports.ts';

export type StandInSms = VendorStandIn<SmsSettings>;

/** A short code for tests, behind Kannel and eSMS at once. User ids are phone numbers, `84…`. */
export function startStandInSms(given: SmsOptions = {}): Promise<StandInSms> {
  const options = withDefaults(given);
  return startVendor(options, undefined, (desk) => createSms(desk, options));
}

function createSms(desk: Desk, options: CompleteSmsOptions): Vendor<SmsSettings> {
  const house = createHouse(options, desk);
  const reports = createReports(options.reportDelayMs);
  const { username, password, apiKey, secretKey, brandname, shortCode, webhookSecret = '' } = options;
  return {
    account: { username, password, apiKey, secretKey, brandname, shortCode, webhookSecret },
    endpoints: [kannelEndpoint(house, reports), esmsEndpoint(house, reports)],
    manner: createManner(house),
    notFound: { status: 404, headers: { 'content-type': 'text/html' }, body: 'Not found' },
    refusalFor({ kind, code = '110' }, call) {
      const isKannel = call.method === 'GET';
      if (kind === 'refuse')
        return isKannel ? { ...kannelAnswer.busy, status: Number(code) } : esmsRefusal(code);
      return isKannel ? kannelAnswer.busy : tooMany;
    },
    recipientOf({ query, body }) {
      const written = query.get('to') ?? /"Phone"\s*:\s*"([^"]+)"/.exec(body.toString('utf8'))?.[1];
      return written === undefined ? undefined : plainPhone(written);
    },
    act: (act) => [say(house, act)],
    change: (settings) => changeHouse(house, settings),
    counters: () => ({ reports: reports.answered() }),
    probe: async () => true,
  };
}

function say({ desk, lastWords }: House, { userId, text, press, does, raw }: Act): VendorEvent {
  if (press !== undefined || does !== undefined)
    throw new Error('an SMS has no buttons, and there is no other deed');
  lastWords.set(userId, desk.now());
  const more = { ...raw } as Record<string, string>;
  const id = more.id ?? randomUUID();
  return { eventId: id, userId, body: { id, from: userId, text: text ?? '', more } satisfies Words };
}
