import type { AccountId } from '../../core/ids.ts';
import { createPump, type Pump } from './pump.ts';
import type { SenderDeps } from './sender-deps.ts';

export interface Sender {
  /** The account has something due, now or at `at` (milliseconds since the epoch): send what the bucket allows. */
  signal(account: AccountId, at?: number): void;
  /** Waits, for some seconds at most, for what is under way; signals after this do nothing. */
  stop(): Promise<void>;
}

export function createSender(deps: SenderDeps): Sender {
  const pumps = new Map<AccountId, Pump>();
  let stopped = false;
  return {
    signal(id, at) {
      if (stopped || !deps.accountOf(id)) return;
      const pump = pumps.get(id) ?? createPump(deps, id);
      pumps.set(id, pump);
      pump.run(at);
    },
    async stop() {
      stopped = true;
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
    },
  };
}
