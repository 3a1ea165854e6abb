import { z } from 'zod';
import type { LiveEvent } from '../../contracts/console/lookups.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { type WardId, wardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { deliveryChannel } from '../deliveries/index.ts';
import { readStaffLine, staffChannel } from '../staff/index.ts';
import { createAnswerDeliveries } from './answer-deliveries.ts';
import { consoleChannel } from './console-line.repo.ts';
import { loadPlaces } from './places.repo.ts';
import { maySee, type Place, type Sight, sightOf } from './visibility.ts';

interface Following {
  onEvent(event: LiveEvent): void;
  onEnd(): void;
}

/** What changes, as it changes, for each open page what its reader may see. */
export interface LiveEvents {
  /** Calls back until the returned function is called; `onEnd` when the reader's sessions or roles have changed. */
  follow(actor: Actor, reader: Following): () => void;
}

const Line = z.object({
  ward: z.number().transform(wardId),
  kind: z.enum(['case', 'conversation']),
  id: z.number(),
});

interface Reader extends Following {
  readonly sight: Sight;
  readonly talks: boolean;
}

/** Where cases were when they were last told of: who loses sight of one must hear of that too. */
const mostPlaces = 5_000;
const resync: LiveEvent = { kind: 'resync', id: null };

export function createLiveEvents(db: Database, onFault: (error: unknown) => void): LiveEvents {
  const readers = new Map<WardId, Set<Reader>>();
  const places = new Map<number, Place>();
  let isListening = false;

  function tell(ward: WardId, event: LiveEvent, isFor: (reader: Reader) => boolean): void {
    for (const reader of readers.get(ward) ?? []) if (isFor(reader)) reader.onEvent(event);
  }
  async function tellOfCase(ward: WardId, id: number): Promise<void> {
    const [place] = await db.forWard(ward, (tx) => loadPlaces(tx, [id]));
    const known = [places.get(id), place].filter((one) => one !== undefined);
    if (place) remember(places, id, place);
    tell(ward, { kind: 'case', id }, ({ sight }) => known.some((one) => maySee(sight, one)));
  }
  function onNotify(payload: string): void {
    const line = readLine(payload);
    if (!line || !readers.has(line.ward)) return;
    const { ward, kind, id } = line;
    if (kind === 'conversation') {
      tell(ward, { kind, id }, ({ talks }) => talks);
      return;
    }
    onCase(ward, id);
  }
  const onCase = (ward: WardId, id: number): void =>
    void tellOfCase(ward, id).catch((error: unknown) => onTrouble(ward, error));
  function onTrouble(ward: WardId, error: unknown): void {
    // Who may see it is not known now; everybody looks again, which shows each what is theirs.
    tell(ward, resync, () => true);
    onFault(error);
  }
  const onDelivery = createAnswerDeliveries(db, {
    isWatched: (ward) => readers.has(ward),
    onCase,
    onFault: onTrouble,
  });
  function onStaffNotify(payload: string): void {
    const line = readStaffLine(payload);
    for (const reader of (line && readers.get(line.ward)) ?? [])
      if (reader.sight.staffId === line?.staff) reader.onEnd();
  }
  function onGap(): void {
    for (const ward of readers.keys()) tell(ward, resync, () => true);
  }

  return {
    follow(actor, following) {
      if (!isListening) {
        db.listen(consoleChannel, onNotify, onGap);
        db.listen(deliveryChannel, onDelivery);
        db.listen(staffChannel, onStaffNotify);
      }
      isListening = true;
      const talks = hasRole(actor, 'dispatcher', 'officer', 'lead', 'approver');
      const reader = { ...following, sight: sightOf(actor), talks };
      const own = readers.get(actor.wardId) ?? new Set();
      readers.set(actor.wardId, own.add(reader));
      return () => {
        own.delete(reader);
        if (own.size === 0 && readers.get(actor.wardId) === own) readers.delete(actor.wardId);
      };
    },
  };
}

/** Anybody with the database may notify: what is no line of ours is nobody's. */
function readLine(payload: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

function remember(places: Map<number, Place>, id: number, place: Place): void {
  places.delete(id);
  places.set(id, place);
  const [oldest] = places.keys();
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
}
