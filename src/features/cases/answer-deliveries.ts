import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { readDeliveryLine } from '../deliveries/index.ts';
import { casesAnsweredBy } from './places.repo.ts';

interface Watch {
  /** Does anybody of the ward look? */
  isWatched(ward: WardId): boolean;
  onCase(ward: WardId, caseId: number): void;
  onFault(ward: WardId, error: unknown): void;
}

/** An answer with many followers is many messages: those that change within this time share one look. */
const gatherMs = 100;

/** From the lines that tell of messages to the cases whose answers they are. */
export function createAnswerDeliveries(db: Database, watch: Watch): (payload: string) => void {
  const waiting = new Map<WardId, Set<number>>();
  async function look(ward: WardId): Promise<void> {
    const messages = [...(waiting.get(ward) ?? [])];
    waiting.delete(ward);
    const cases = await db.forWard(ward, (tx) => casesAnsweredBy(tx, messages));
    for (const id of cases) watch.onCase(ward, id);
  }
  return (payload) => {
    const line = readDeliveryLine(payload);
    if (!line || !watch.isWatched(line.ward)) return;
    const { ward, message } = line;
    const known = waiting.get(ward);
    if (known) {
      known.add(message);
      return;
    }
    waiting.set(ward, new Set([message]));
    setTimeout(() => look(ward).catch((error: unknown) => watch.onFault(ward, error)), gatherMs).unref();
  };
}
