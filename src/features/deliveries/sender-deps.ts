import type { Channel, SendError } from '../../channels/channel.ts';
import type { AccountId } from '../../core/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import type { SendingRules } from '../../rules/sending-rules.ts';
import type { Database } from '../../store/database.ts';
import type { Pacing, Rate } from './pacing.ts';

/** The account that messages go out by. */
export interface SendingAccount {
  readonly id: AccountId;
  readonly channel: Channel;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Accounts with the same one share a rate. */
  readonly bucket: string;
  /** Messages per second; the channel's documented limit unless the account is allowed more. */
  readonly sendsPerSecond: number;
}

/** The failure that makes an account wait. */
export type PauseCause = Pick<SendError, 'code' | 'vendorCode'>;

export const rateOf = ({ sendsPerSecond, channel }: SendingAccount): Rate => ({
  perSecond: sendsPerSecond,
  windowSeconds: channel.capabilities.rateWindowSeconds,
});

export interface SenderDeps {
  readonly db: Database;
  readonly pacing: Pacing;
  readonly rules: SendingRules;
  accountOf(id: AccountId): SendingAccount | undefined;
  /** Holds the account's messages from now on, for all processes. */
  pause(id: AccountId, until: number | 'forever', error: PauseCause): Promise<void>;
  readonly log: Logger;
  readonly metrics: Metrics;
  now(): number;
}
