import type { Act } from '../vendor/stand-in.ts';
import type { VendorEvent } from '../vendor/webhook.ts';
import type { House } from './house.ts';

/** The smallest picture there is: what an image of a citizen's can be downloaded as. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Events as Zalo writes them, from what citizens do. */
export function createCitizens({ desk, options, people }: House) {
  let messages = 0;
  let lastTimestamp = 0;
  const { appId: app_id, oaId: oa_id } = options;

  /** Never twice the same: receivers tell events without a message id apart by it. */
  function timestamp(): string {
    lastTimestamp = Math.max(desk.now(), lastTimestamp + 1);
    return String(lastTimestamp);
  }

  function message(userId: string, event_name: string, content: object, raw: object = {}): VendorEvent {
    people.touch(userId);
    messages += 1;
    const msg_id = `zalo-in-${desk.now()}-${messages}`;
    const body = {
      app_id,
      user_id_by_app: `app-${userId}`,
      event_name,
      timestamp: timestamp(),
      sender: { id: userId },
      recipient: { id: oa_id },
      message: { msg_id, ...content },
      ...raw,
    };
    return { eventId: msg_id, userId, body };
  }

  function plain(userId: string, event_name: string, content: object): VendorEvent {
    const body = { event_name, app_id, oa_id, ...content, timestamp: timestamp() };
    return { eventId: `${event_name}:${userId}:${body.timestamp}`, userId, body };
  }

  const attached = (type: string, payload: object) => ({ text: '', attachments: [{ type, payload }] });

  function follow(userId: string, follows: boolean): VendorEvent {
    people.of(userId).follows = follows;
    if (follows) people.touch(userId);
    const user_id_by_app = `app-${userId}`;
    const source = follows ? { source: 'oa_profile' } : {};
    return plain(userId, follows ? 'follow' : 'unfollow', {
      follower: { id: userId },
      user_id_by_app,
      ...source,
    });
  }

  function image(userId: string, text: string | undefined): VendorEvent {
    const url = desk.keepFile('anh.png', picture);
    const caption = text === undefined ? {} : { text };
    return message(userId, 'user_send_image', { ...attached('image', { url, thumbnail: url }), ...caption });
  }

  function file(userId: string): VendorEvent {
    const url = desk.keepFile('don.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'));
    const payload = { url, name: 'don.pdf', size: '15', checksum: '', type: 'pdf' };
    return message(userId, 'user_send_file', attached('file', payload));
  }

  const spot = { coordinates: { latitude: '10.76', longitude: '106.66' } };
  const deeds: Readonly<Record<string, (act: Act) => VendorEvent>> = {
    follow: ({ userId }) => follow(userId, true),
    unfollow: ({ userId }) => follow(userId, false),
    image: ({ userId, text }) => image(userId, text),
    file: ({ userId }) => file(userId),
    location: ({ userId, raw }) =>
      message(userId, 'user_send_location', attached('location', { ...spot, ...raw })),
    sticker: ({ userId }) =>
      message(userId, 'user_send_sticker', attached('sticker', { id: '1', url: 'https://zalo.invalid/s' })),
    chatnow: ({ userId }) => plain(userId, 'user_click_chatnow', { user_id: userId }),
    submit_info: ({ userId, raw }) =>
      plain(userId, 'user_submit_info', {
        sender: { id: userId },
        recipient: { id: oa_id },
        info: { ...raw },
      }),
    seen: ({ userId, raw }) => seen(userId, raw ?? { msg_ids: [] }),
  };

  function seen(userId: string, of: object): VendorEvent {
    return plain(userId, 'user_seen_message', {
      sender: { id: userId },
      recipient: { id: oa_id },
      message: of,
    });
  }

  return {
    seen: (userId: string, vendorId: string) => seen(userId, { msg_ids: [vendorId] }),
    echo(userId: string, msg_id: string, text: string): VendorEvent {
      const body = { app_id, event_name: 'oa_send_text', timestamp: timestamp(), sender: { id: oa_id } };
      const rest = { recipient: { id: userId }, message: { msg_id, text } };
      return { eventId: `oa_send_text:${msg_id}`, userId, body: { ...body, ...rest } };
    },
    act(act: Act): readonly VendorEvent[] {
      const { userId, text, press, does, raw } = act;
      if (press !== undefined) {
        desk.record.buttonOf(userId, press);
        return [message(userId, 'user_send_text', { text: press })];
      }
      if (does === undefined) return [message(userId, 'user_send_text', { text: text ?? '' }, raw)];
      const deed = deeds[does];
      if (!deed) throw new Error(`nobody can "${does}" on Zalo`);
      return [deed(act)];
    },
  };
}
