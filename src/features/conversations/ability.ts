import type { AccountId, ConversationId, WardId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { Values } from '../../core/value.ts';
import type { WardTx } from '../../store/database.ts';

export type { Value } from '../../core/value.ts';

/** What an ability may know and touch; everything it writes belongs to the turn's transaction. */
export interface AbilityContext {
  readonly tx: WardTx;
  readonly wardId: WardId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** The platform's id of the citizen. */
  readonly externalId: string;
  readonly language: Language;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface AbilityResult {
  readonly outcome: string;
  readonly values: Values;
}

/** Something the host can do for a flow; its name, arguments and outcomes are in `flows/abilities.yaml`. */
export type Ability = (context: AbilityContext, args: Values) => Promise<AbilityResult>;
