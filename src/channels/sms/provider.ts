import type { Result } from '../../core/result.ts';
import type { HttpClient } from '../../lib/http-client.ts';
import type { Health, Receipt, SendError } from '../channel.ts';
import type { SmsAccount } from './config.ts';

/** One text on its way to one phone. */
export interface Submission {
  /** `84…` */
  readonly to: string;
  readonly text: string;
  /** Our id of the message. */
  readonly id: string;
  /** True when a letter of the text is not in the seven-bit alphabet. */
  readonly unicode: boolean;
  /** Where to tell us what became of it, by GET; absent when we do not know our own address. */
  readonly reportUrl?: string;
}

/** A gateway's way of taking messages. */
export interface Provider {
  submit(submission: Submission): Promise<Result<Receipt, SendError>>;
  /** Whether the address answers at all; credentials show only with the first message. */
  probe(): Promise<Result<Health, SendError>>;
}

export interface ProviderDeps {
  readonly account: SmsAccount;
  readonly http: HttpClient;
}

/** The sender that the citizen sees; undefined leaves it to the gateway. */
export const senderOf = ({ sender, shortCode }: SmsAccount): string | undefined => sender ?? shortCode;
