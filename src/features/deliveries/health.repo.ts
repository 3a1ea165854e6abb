import type { Database } from '../../store/database.ts';

/** What an operator wants to know about the pipeline at a glance. */
export interface PipelineHealth {
  readonly pendingEvents: number;
  /** Age of the oldest pending event in seconds; 0 when there is none. */
  readonly oldestPendingSeconds: number;
  readonly deadEvents: number;
  readonly dueMessages: number;
  readonly unknownMessages: number;
}

export async function readPipelineHealth(db: Database): Promise<PipelineHealth> {
  const [row] = await db.systemQuery<PipelineHealth & Record<string, unknown>>(
    `select
       (select count(*)::int from inbound_event where state = 'pending') as "pendingEvents",
       (select coalesce(extract(epoch from now() - min(received_at)), 0)::int from inbound_event
        where state = 'pending') as "oldestPendingSeconds",
       (select count(*)::int from inbound_event where state = 'dead') as "deadEvents",
       (select count(*)::int from message
        where state in ('created', 'temporary_failure') and next_attempt_at < now() - interval '1 minute')
         as "dueMessages",
       (select count(*)::int from message where state = 'unknown') as "unknownMessages"`,
  );
  if (!row) throw new Error('no answer about the pipeline');
  return row;
}
