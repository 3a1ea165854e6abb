import type { AccountId } from '../../core/ids.ts';
import { type Departure, prepareDeparture } from './departure.ts';
import { createGate } from './gate.ts';
import type { NewMessage } from './outbox.repo.ts';
import { createPump, type Pump } from './pump.ts';
import type { SenderDeps } from './sender-deps.ts';

export interface Sender {
  /**
   * The account has something due, now or at `at` (milliseconds since the epoch): send what the bucket allows.
   * False when this process cannot send by the account.
   */
  signal(account: AccountId, at?: number): boolean;
  /** Prepares the way for messages that a turn is about to write. */
  prepare(messages: readonly NewMessage[]): Promise<Departure>;
  /** Waits, for some seconds at most, for what is under way; signals after this do nothing. */
  stop(): Promise<void>;
}

export function createSender(deps: SenderDeps): Sender {
  const pumpDeps = { ...deps, gate: createGate() };
  const pumps = new Map<AccountId, Pump>();
  let stopped = false;
  function pumpOf(id: AccountId): Pump | undefined {
    if (stopped || !deps.accountOf(id)) return undefined;
    const pump = pumps.get(id) ?? createPump(pumpDeps, id);
    pumps.set(id, pump);
    return pump;
  }
  return {
    signal(id, at) {
      const pump = pumpOf(id);
      pump?.run(at);
      return pump !== undefined;
    },
    prepare(messages) {
      const reserve = async (id: AccountId, wanted: number) => pumpOf(id)?.reserve(wanted);
      return prepareDeparture(messages, reserve, deps.now());
    },
    async stop() {
      stopped = true;
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
    },
  };
}
