import type { Message } from '../vendor/record.ts';
import type { Desk } from '../vendor/server.ts';
import { bigId } from './envelope.ts';
import type { CompleteZaloOptions, ZaloSettings } from './options.ts';
import type { People } from './people.ts';
import type { Tokens } from './tokens.ts';

/** What all of Zalo's endpoints share. */
export interface House {
  readonly options: CompleteZaloOptions;
  readonly desk: Desk;
  readonly people: People;
  readonly tokens: Tokens;
  readonly settings: {
    refuseButtons: boolean;
    hour: number | null;
    paidQuota: number;
    phonesWithoutZalo: Set<string>;
  };
  /** Attachment ids and file tokens, with the moment of their upload. */
  readonly uploads: Map<string, number>;
  /** Notes a delivery; returns the message's id. */
  deliver(message: Omit<Message, 'vendorId'>): string;
}

export function createHouse(parts: Pick<House, 'options' | 'desk' | 'people' | 'tokens'>): House {
  let messages = 0;
  return {
    ...parts,
    settings: { refuseButtons: false, hour: null, paidQuota: 1_000_000, phonesWithoutZalo: new Set() },
    uploads: new Map(),
    deliver(message) {
      messages += 1;
      const vendorId = bigId(6, messages);
      parts.desk.record.add({ ...message, vendorId });
      return vendorId;
    },
  };
}

export function changeHouse({ settings, people, tokens }: House, change: ZaloSettings): void {
  settings.refuseButtons = change.refuseButtons ?? settings.refuseButtons;
  settings.hour = change.hour === undefined ? settings.hour : change.hour;
  settings.paidQuota = change.paidQuota ?? settings.paidQuota;
  if (change.phonesWithoutZalo) settings.phonesWithoutZalo = new Set(change.phonesWithoutZalo);
  for (const [userId, ms] of Object.entries(change.lastInteraction ?? {}))
    people.setLastInteraction(userId, ms);
  if (change.expiresInSeconds !== undefined) tokens.setExpiresIn(change.expiresInSeconds);
  if (change.expireAccessTokens) tokens.expireAccessTokens();
  if (change.revoke) tokens.revoke();
  if (change.issue) tokens.keep(change.issue);
}

/** 22:00-05:59 in Vietnam. */
export const isNight = ({ settings: { hour } }: House): boolean => hour !== null && (hour >= 22 || hour < 6);
