import type { Desk } from '../vendor/server.ts';
import type { CompleteSmsOptions, SmsSettings } from './options.ts';
import { isGsm7, mostParts, partsOf, toGsm7 } from './segments.ts';

/** What both gateways share: the network behind them. */
export interface House {
  readonly options: CompleteSmsOptions;
  readonly desk: Desk;
  readonly settings: { hour: number | null; unreachable: ReadonlySet<string> };
  /** When each citizen last wrote. */
  readonly lastWords: Map<string, number>;
  /** Sends what fits; returns the message's id and whether it reached the phone. */
  transmit(message: Outgoing): { readonly vendorId: string; readonly arrived: boolean };
}

interface Outgoing {
  readonly phone: string;
  readonly text: string;
  readonly coding: 'gsm7' | 'ucs2';
  readonly how: string;
}

/** Within which a message is an answer, and may come at night. */
const conversationMs = 600_000;

export function createHouse(options: CompleteSmsOptions, desk: Desk): House {
  let messages = 0;
  const house: House = {
    options,
    desk,
    settings: { hour: null, unreachable: new Set() },
    lastWords: new Map(),
    transmit({ phone, text, coding, how }) {
      messages += 1;
      const vendorId = `sms-${desk.now()}-${messages}`;
      checkHour(house, phone);
      const arrived = !house.settings.unreachable.has(phone);
      const kept = cut(desk, text, coding);
      if (arrived) desk.record.add({ userId: phone, text: kept, vendorId, how });
      return { vendorId, arrived };
    },
  };
  return house;
}

export function changeHouse({ settings }: House, change: SmsSettings): void {
  settings.hour = change.hour === undefined ? settings.hour : change.hour;
  if (change.unreachablePhones) settings.unreachable = new Set(change.unreachablePhones);
}

/** What is too long is cut without a word, what is not in the alphabet is lost: as Kannel 1.4.5 does. */
function cut(desk: Desk, text: string, coding: 'gsm7' | 'ucs2'): string {
  if (coding === 'gsm7' && !isGsm7(text)) desk.broke('sms: letters that GSM-7 does not have');
  const written = coding === 'gsm7' ? toGsm7(text) : text;
  const parts = partsOf(written, coding);
  if (parts.length > mostParts) desk.broke(`sms: ${parts.length} parts, ${mostParts} are allowed`);
  return parts.slice(0, mostParts).join('');
}

/** Nghị định 91/2020/NĐ-CP: nothing that nobody asked for between 22:00 and 07:00. */
function checkHour({ desk, options, settings: { hour }, lastWords }: House, phone: string): void {
  if (!options.quietHours || hour === null || (hour >= 7 && hour < 22)) return;
  const isAnswer = desk.now() - (lastWords.get(phone) ?? Number.NEGATIVE_INFINITY) < conversationMs;
  if (!isAnswer) desk.broke('sms: a message at night');
}

/** `84…`, whichever way it is written. */
export const plainPhone = (written: string): string =>
  written.replace(/\D/g, '').replace(/^0(?=\d{9}$)/, '84');
