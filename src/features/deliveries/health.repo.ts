import type { AccountId } from '../../core/ids.ts';
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

/** Seconds that the oldest due message of each account has waited; accounts without one are left out. */
export async function readAccountLags(
  db: Database,
): Promise<{ readonly account: AccountId; readonly seconds: number }[]> {
  return db.systemQuery<{ account: AccountId; seconds: number }>(
    `select account_id as account, extract(epoch from now() - min(next_attempt_at))::float8 as seconds
     from message where state in ('created', 'temporary_failure') and next_attempt_at <= now()
     group by account_id`,
  );
}

/** What did not go, and why: ids and codes only. */
export interface FailedMessage {
  readonly id: number;
  readonly account: AccountId;
  readonly purpose: string;
  readonly state: string;
  readonly code: string | null;
  readonly why: string | null;
  readonly createdAt: Date;
}

/** The newest messages that ended without being sent, or of which nobody knows. */
export async function listFailedMessages(db: Database, limit: number): Promise<FailedMessage[]> {
  return db.systemQuery<FailedMessage & Record<string, unknown>>(
    `select id::int, account_id as account, purpose, state, error_code as code, vendor_code as why,
       created_at as "createdAt"
     from message where state in ('permanent_failure', 'technical_failure', 'unknown')
     order by id desc limit $1`,
    [limit],
  );
}

/** When something last arrived by an account; null = never. */
export async function lastArrival(db: Database, account: AccountId): Promise<Date | null> {
  const [row] = await db.systemQuery<{ at: Date }>(
    'select received_at as at from inbound_event where account_id = $1 order by id desc limit 1',
    [account],
  );
  return row?.at ?? null;
}
