import type { Call } from '../vendor/answer.ts';
import { type Desk, startVendor, type Vendor } from '../vendor/server.ts';
import type { VendorStandIn } from '../vendor/stand-in.ts';
import { createCitizens } from './citizens.ts';
import { graphError } from './graph-error.ts';
import { changeHouse, createHouse } from './house.ts';
import { createManner } from './manner.ts';
import {
  type CompleteMessengerOptions,
  type MessengerOptions,
  type MessengerSettings,
  withDefaults,
} from './options.ts';
import { createPage } from './page.ts';
import { createSend, documentedRate, tooManyCalls } from './send.ts';
import { changeStatus, createTemplates } from './utility.ts';

export interface StandInMessenger extends VendorStandIn<MessengerSettings> {
  /** Milliseconds since the epoch; null = the Page never heard of the citizen. */
  setLastMessage(userId: string, ms: number | null): void;
}

/** A Facebook Page and its Graph API for tests. */
export async function startStandInMessenger(given: MessengerOptions = {}): Promise<StandInMessenger> {
  const options = withDefaults(given);
  const standIn = await startVendor(options, documentedRate, (desk) => createMessenger(desk, options));
  const setLastMessage = (userId: string, ms: number | null) =>
    standIn.change({ lastMessage: { [userId]: ms } });
  return { ...standIn, setLastMessage };
}

function createMessenger(desk: Desk, options: CompleteMessengerOptions): Vendor<MessengerSettings> {
  const { appId, appSecret, pageId, pageToken, verifyToken } = options;
  const house = createHouse(options, desk);
  const citizens = createCitizens(house);
  const page = createPage(house);
  const templates = createTemplates(house);
  const path = (rest: string) => new RegExp(`^/v\\d+\\.\\d+/(?:me|${pageId})${rest}$`);
  desk.record.onDelivered((delivered) => {
    for (const event of citizens.receipts(delivered)) desk.emit(event);
  });
  const [profile, apps, utility] = [
    path('/messenger_profile'),
    path('/subscribed_apps'),
    path('/message_templates'),
  ];
  return {
    account: { appId, appSecret, pageId, pageToken, verifyToken },
    endpoints: [
      { name: 'messages', method: 'POST', path: path('/messages'), sends: true, run: createSend(house) },
      { name: 'profile', method: 'POST', path: profile, run: page.setProfile },
      { name: 'get-profile', method: 'GET', path: profile, run: page.getProfile },
      { name: 'delete-profile', method: 'DELETE', path: profile, run: page.deleteProfile },
      { name: 'subscribe', method: 'POST', path: apps, run: page.subscribe },
      { name: 'subscriptions', method: 'GET', path: apps, run: page.subscriptions },
      { name: 'template-create', method: 'POST', path: utility, run: templates.create },
      { name: 'template-list', method: 'GET', path: utility, run: templates.list },
      { name: 'page', method: 'GET', path: path(''), run: page.self },
    ],
    manner: createManner(house),
    notFound: graphError(100, 'Unsupported request: object does not exist', 33),
    refusalFor({ kind, code = '2' }) {
      if (kind !== 'refuse') return tooManyCalls;
      const [main, subcode] = code.split('/').map(Number);
      return graphError(main ?? 2, 'The stand-in was told to refuse', subcode);
    },
    recipientOf: ({ body }: Call) =>
      /"recipient"\s*:\s*{\s*"\w+"\s*:\s*"([^"]+)"/.exec(body.toString('utf8'))?.[1],
    act: citizens.act,
    change(settings) {
      changeHouse(house, settings);
      changeStatus(house, settings);
    },
    probe: (webhook) => probe(webhook, verifyToken),
  };
}

/** Asks whether the address is ours: the challenge must come back as the whole body. */
async function probe(webhook: URL, verifyToken: string): Promise<boolean> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  webhook.searchParams.set('hub.mode', 'subscribe');
  webhook.searchParams.set('hub.verify_token', verifyToken);
  webhook.searchParams.set('hub.challenge', challenge);
  const answer = await fetch(webhook);
  return (await answer.text()) === challenge && answer.status === 200;
}
