import type { VendorEvent, WebhookAnswer, WebhookManner } from '../vendor/webhook.ts';
import type { House } from './house.ts';
import { isGsm7 } from './segments.ts';

/** Kannel waits four minutes by default; nobody should need that. */
const webhookTimeoutMs = 30_000;

/** What the body of a text event holds. */
export interface Words {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  /** Further parameters of the address. */
  readonly more: Readonly<Record<string, string>>;
}

/** Kannel's `post-url`: the words are the body, the rest is in the address; the answer's body becomes an SMS. */
export const createManner = (house: House): WebhookManner => ({
  timeoutMs: webhookTimeoutMs,
  write([event], url) {
    const { options } = house;
    const { id = '', from = '', text = '', more = {} } = (event?.body ?? {}) as Partial<Words>;
    const coding = isGsm7(text) ? '0' : '2';
    const charset = coding === '0' ? 'UTF-8' : options.ucs2Charset;
    if (options.webhookSecret !== undefined && !url.searchParams.has('secret')) {
      url.searchParams.set('secret', options.webhookSecret);
    }
    const parameters = { from, to: options.shortCode, id, coding, smsc: 'FAKE', ...more };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const headers = {
      'content-type': `text/plain; charset="${charset}"`,
      'x-kannel-to': options.shortCode,
      'x-kannel-time': new Date(house.desk.now()).toISOString().slice(0, 19).replace('T', ' '),
      'x-kannel-smsc': 'FAKE',
      'x-kannel-coding': coding,
      'x-kannel-service': 'default',
    };
    return { url, headers, body: charset === 'UTF-8' ? text : Buffer.from(text, 'utf16le').swap16() };
  },
  isAcknowledged: (status) => status === 200 || status === 202,
  onAcknowledged: ([event], answer) => answerBack(house, event, wordsOf(answer)),
  onGivenUp: ([event]) => answerBack(house, event, 'Could not fetch content, sorry.'),
});

function answerBack({ options, transmit }: House, event: VendorEvent | undefined, words: string): void {
  if (!event || (words === '' && options.omitEmpty)) return;
  const text = words === '' ? '<Empty reply from service provider>' : words;
  transmit({ phone: event.userId, text, coding: isGsm7(text) ? 'gsm7' : 'ucs2', how: 'webhook answer' });
}

function wordsOf({ contentType, body }: WebhookAnswer): string {
  if (body === '') return '';
  if (/^text\/plain/i.test(contentType)) return body.trim();
  if (/^text\/html/i.test(contentType)) return body.replace(/<[^>]*>/g, '').trim();
  return 'Result could not be represented as an SMS message.';
}
