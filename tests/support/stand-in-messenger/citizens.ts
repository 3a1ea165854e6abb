import type { Act, Delivered } from '../vendor/stand-in.ts';
import type { VendorEvent } from '../vendor/webhook.ts';
import type { House } from './house.ts';
import { menuButtonOf } from './page.ts';

/** What an event's body holds: a part of `entry[].messaging` or of `entry[].changes`. */
export type PageEvent = { readonly messaging: object } | { readonly change: object };

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Events as Messenger writes them, from what citizens do. */
export function createCitizens(house: House) {
  const { desk, options, people, comments, profile } = house;
  const page = { id: options.pageId };
  let count = 0;

  function nextId(kind: string): string {
    count += 1;
    return `${kind}-${desk.now()}-${count}`;
  }

  function opensWindow(userId: string): void {
    people.set(userId, { lastMessage: desk.now(), isBlocking: false });
  }

  function setBlocking(userId: string, isBlocking: boolean): undefined {
    people.set(userId, { lastMessage: people.get(userId)?.lastMessage ?? 0, isBlocking });
  }

  function wrap(eventId: string, userId: string, content: object): VendorEvent {
    const messaging = { sender: { id: userId }, recipient: page, timestamp: desk.now(), ...content };
    return { eventId, userId, body: { messaging } satisfies PageEvent };
  }

  function message(userId: string, content: object, raw: object = {}): VendorEvent {
    opensWindow(userId);
    const mid = nextId('m_in');
    return wrap(mid, userId, { message: { mid, ...content }, ...raw });
  }

  function postback(userId: string, content: object): VendorEvent {
    opensWindow(userId);
    const mid = nextId('m_post');
    return wrap(mid, userId, { postback: { mid, ...content } });
  }

  const attached = (type: string, payload: object) => ({ attachments: [{ type, payload }] });
  const referral = (raw: object = {}) => ({ ref: '', source: 'SHORTLINK', type: 'OPEN_THREAD', ...raw });

  function press(userId: string, id: string): VendorEvent {
    const button = menuButtonOf(house, id) ?? desk.record.buttonOf(userId, id);
    if (button.kind === 'quick reply')
      return message(userId, { text: button.label, quick_reply: { payload: id } });
    return postback(userId, { title: button.label, payload: id });
  }

  function comment({ userId, text = '', raw }: Act): VendorEvent {
    const comment_id = nextId('comment');
    comments.set(comment_id, { userId, at: desk.now(), isAnswered: false });
    opensWindow(userId);
    const from = { id: userId, name: `Công dân ${userId}` };
    const post_id = `${options.pageId}_1`;
    const created_time = Math.floor(desk.now() / 1000);
    const about = { item: 'comment', verb: 'add', comment_id, post_id, parent_id: post_id, from };
    const value = { ...about, message: text, created_time, ...raw };
    return { eventId: comment_id, userId, body: { change: { field: 'feed', value } } satisfies PageEvent };
  }

  function getStarted({ userId, raw }: Act): VendorEvent {
    const started = profile.get('get_started') as { payload?: string } | undefined;
    const payload = started?.payload ?? 'GET_STARTED';
    return postback(userId, { title: 'Bắt đầu', payload, ...(raw && { referral: referral(raw) }) });
  }

  function refer({ userId, raw }: Act): VendorEvent {
    opensWindow(userId);
    return wrap(nextId('referral'), userId, { referral: referral(raw) });
  }

  const file = (name: string, bytes: Buffer) => ({ url: desk.keepFile(name, bytes) });
  const deeds: Readonly<Record<string, (act: Act) => VendorEvent | undefined>> = {
    comment,
    get_started: getStarted,
    referral: refer,
    image: ({ userId }) => message(userId, attached('image', file('anh.png', picture))),
    file: ({ userId }) =>
      message(userId, attached('file', file('don.pdf', Buffer.from('%PDF-1.4\n%%EOF\n')))),
    sticker: ({ userId }) => message(userId, attached('sticker', { sticker_id: 369239263222822 })),
    location: ({ userId, raw }) =>
      message(userId, attached('location', { coordinates: { lat: 10.76, long: 106.66 }, ...raw })),
    /** Blocking is not told; the next message to the citizen fails. */
    block: ({ userId }) => setBlocking(userId, true),
    unblock: ({ userId }) => setBlocking(userId, false),
  };

  return {
    act(act: Act): readonly VendorEvent[] {
      const { userId, text, does, raw } = act;
      if (act.press !== undefined) return [press(userId, act.press)];
      if (does === undefined) return [message(userId, text === undefined ? {} : { text }, raw)];
      const deed = deeds[does];
      if (!deed) throw new Error(`nobody can "${does}" on Messenger`);
      return [deed(act) ?? []].flat();
    },
    /** What the Page hears of its own message. */
    receipts({ userId, vendorId, text }: Delivered): readonly VendorEvent[] {
      const watermark = desk.now();
      const app_id = Number(options.appId);
      const echo = { is_echo: true, app_id, mid: vendorId, text };
      const sent = { sender: page, recipient: { id: userId }, timestamp: watermark, message: echo };
      const delivery = { mids: [vendorId], watermark };
      return [
        ...(options.echoes ? [{ eventId: `echo:${vendorId}`, userId, body: { messaging: sent } }] : []),
        ...(options.deliveryReceipts ? [wrap(`delivery:${userId}:${watermark}`, userId, { delivery })] : []),
        ...(options.readReceipts
          ? [wrap(`read:${userId}:${watermark}`, userId, { read: { watermark } })]
          : []),
      ];
    },
  };
}
