import type { ZodType } from 'zod';

/** A queue as data. The payload carries ids only, never what a citizen wrote. */
export interface QueueDefinition<Payload> {
  /** Kebab-case verb. */
  readonly name: string;
  readonly payload: ZodType<Payload>;
  /** Jobs that one process works on at a time. */
  readonly concurrency: number;
  /** Equal keys wait as one job; a key whose job is active keeps exactly one successor. */
  deduplicationKey(payload: Payload): string;
}
