import type { Answer, Call } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { type House, plainPhone } from './house.ts';
import type { Reports } from './reports.ts';

/** Everything here was seen of Kannel 1.4.5 (Debian 12) on 2026-11-25; the words are its own. */
const plain = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body,
});
export const kannelAnswer = {
  accepted: plain(202, '0: Accepted for delivery'),
  forbidden: plain(403, 'Authorization failed for sendsms'),
  noReceiver: plain(400, 'Missing receiver number, rejected'),
  badReceiver: plain(400, 'Number(s) has/have been denied by white- and/or black-lists.'),
  badCoding: plain(400, 'Coding field misformed, rejected'),
  /** General knowledge, not seen. */
  busy: plain(503, 'Temporal failure, try again later.'),
} as const;

/** Bits of `dlr-mask`, which are also the numbers reported. */
const report = { delivered: 1, failed: 2, submitted: 8 } as const;

export function kannelEndpoint(house: House, reports: Reports): Endpoint {
  const { desk, options } = house;

  function sendsms({ query }: Call): Answer {
    if (query.get('username') !== options.username || query.get('password') !== options.password) {
      return kannelAnswer.forbidden;
    }
    const to = query.get('to') ?? '';
    if (to === '') return kannelAnswer.noReceiver;
    const phones = to.split(' ').filter(Boolean);
    if (phones.some((phone) => !/^\+?\d+$/.test(phone))) return kannelAnswer.badReceiver;
    const coding = query.get('coding') ?? '0';
    if (!['0', '1', '2'].includes(coding)) return kannelAnswer.badCoding;
    if (desk.rates.isTooMuch(desk.now())) return kannelAnswer.busy;
    for (const phone of phones) sendOne(plainPhone(phone), query, coding);
    return kannelAnswer.accepted;
  }

  function sendOne(phone: string, query: URLSearchParams, coding: string): void {
    const text = textOf(query, coding);
    if (text === '') desk.broke('sms: an empty message');
    const sent = house.transmit({ phone, text, coding: coding === '2' ? 'ucs2' : 'gsm7', how: 'sendsms' });
    const mask = Number(query.get('dlr-mask') ?? 0);
    const url = query.get('dlr-url');
    if (url === null) return;
    const told = [report.submitted, sent.arrived ? report.delivered : report.failed].filter(
      (bit) => mask & bit,
    );
    reports.later(
      ...told.map((bit) => fill(url, { d: String(bit), p: phone, P: options.shortCode, F: sent.vendorId })),
    );
  }

  return { name: 'sendsms', method: 'GET', path: '/cgi-bin/sendsms', sends: true, run: sendsms };
}

/** With coding 2 and no charset, Kannel takes the bytes for UTF-16 as they are. */
function textOf(query: URLSearchParams, coding: string): string {
  const text = query.get('text') ?? '';
  if (coding !== '2' || /^utf-?8$/i.test(query.get('charset') ?? '')) return text;
  const bytes = Buffer.from(text, 'utf8');
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString('utf16le');
}

const fill = (url: string, values: Readonly<Record<string, string>>): string =>
  url.replace(/%([a-zA-Z])(?![0-9a-fA-F])/g, (all, letter: string) => {
    const value = values[letter];
    return value === undefined ? all : encodeURIComponent(value);
  });
