import type { WardId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** PostgreSQL passes it on to every process with open consoles, at the commit. */
export const consoleChannel = 'gan_dan_console';

export type ConsoleKind = 'case' | 'conversation';

/** Ids only: whoever gets it asks for the rest, and is shown what they may see. */
export const consoleLine = (ward: WardId, kind: ConsoleKind, id: number): string =>
  JSON.stringify({ ward, kind, id });

/** Lets open consoles know that something has changed; every line of a case's history does so by itself. */
export async function tellConsole(tx: WardTx, kind: ConsoleKind, id: number): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [consoleChannel, consoleLine(tx.wardId, kind, id)]);
}
