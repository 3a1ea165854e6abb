import type { Channel } from '../channels/channel.ts';
import type { AccountId, WardId } from '../core/ids.ts';
import { type AccountSettings, pauseAccount, pauseReasonOf } from '../features/accounts/index.ts';
import {
  type Ability,
  createFlows,
  createLanes,
  type FlowsDeps,
  type LaneDeps,
  type Lanes,
  processLanes,
  type StaffEars,
  sayTurnFailed,
} from '../features/conversations/index.ts';
import { createPacing, createSender, type PacingStore, type Sender } from '../features/deliveries/index.ts';
import type { Logger } from '../lib/logger.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { SendingRules } from '../rules/sending-rules.ts';
import type { Database } from '../store/database.ts';

/** A channel account that this process can receive and send by. */
export interface LiveAccount {
  readonly id: AccountId;
  readonly wardId: WardId;
  readonly externalId: string;
  readonly channel: Channel;
  readonly settings: AccountSettings;
  /** Accounts with the same one share a rate. */
  readonly bucket: string;
  readonly sendsPerSecond: number;
}

export interface ConversationSideDeps {
  readonly db: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly flows: FlowsDeps;
  readonly abilities: Readonly<Record<string, Ability>>;
  readonly pacing: PacingStore;
  readonly sendingRules: SendingRules;
  /** What staff say over a channel. */
  readonly staffEars?: StaffEars;
  accountOf(id: AccountId): LiveAccount | undefined;
  /** Capabilities of accounts that another process sends by. */
  capabilitiesOf: LaneDeps['capabilitiesOf'];
  /** Told after a commit that an account has something due at a moment (milliseconds since the epoch). */
  onDue(account: AccountId, at: number): void;
}

/** What turns events into answers and sends them. */
export interface ConversationSide {
  readonly lanes: Lanes;
  readonly sender: Sender;
}

export function createConversationSide(deps: ConversationSideDeps): ConversationSide {
  const { db, log, metrics } = deps;
  const flows = createFlows(deps.flows);
  const sender = createSender({
    db,
    log,
    metrics,
    pacing: createPacing(deps.pacing),
    rules: deps.sendingRules,
    accountOf: deps.accountOf,
    pause: (id, until, error) => pauseAccount(db, id, until, pauseReasonOf(error)),
    now: Date.now,
  });
  const laneDeps: LaneDeps = {
    db,
    log,
    metrics,
    flows,
    abilities: deps.abilities,
    capabilitiesOf: deps.capabilitiesOf,
    now: Date.now,
    ...(deps.staffEars && { staffEars: deps.staffEars }),
    onCommitted(due) {
      for (const { accountId, at } of due) deps.onDue(accountId, at);
    },
    depart: sender.prepare,
    apologise: (tx, event) => sayTurnFailed(tx, event, flows),
  };
  return {
    lanes: createLanes((group, isStopping) => processLanes(laneDeps, group, isStopping), log),
    sender,
  };
}
