import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ConnectionOptions,
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type PostgresConnectionOptions,
  Queue,
  Worker,
} from 'bullmq';
import type { QueueDefinition } from './define-queue.ts';

/** BullMQ on whichever backend the composition root chose. */
export interface QueueEngine {
  /** Asks for work; a job with the same key that still waits is enough. */
  add<Payload>(definition: QueueDefinition<Payload>, payload: Payload): Promise<void>;
  /** Consumes a queue until the engine closes. */
  work<Payload>(
    definition: QueueDefinition<Payload>,
    handle: (payload: Payload) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** What differs between Redis and PostgreSQL. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly connection: ConnectionOptions }
  | { readonly kind: 'postgres'; readonly connection: PostgresConnectionOptions };

/** A wake-up is worth nothing later: the rows say what is due, and the sweeper asks again. */
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

export function createQueueEngine(backend: QueueBackend, onError: (error: Error) => void): QueueEngine {
  const queues = new Map<string, Queue>();
  const leaving = new AbortController();
  const working: Promise<void>[] = [];
  return {
    async add(definition, payload) {
      const id = definition.deduplicationKey(payload);
      const deduplication = { id, keepLastIfActive: true };
      const queue = await readyQueue(backend, queues, definition.name, onError);
      await queue.add(definition.name, payload, { ...jobOptions, deduplication });
    },
    async work(definition, handle) {
      const open = () => openWorker(backend, definition, (job) => handle(definition.payload.parse(job.data)));
      working.push(keepWorking(open, leaving.signal, onError));
    },
    async close() {
      leaving.abort();
      await Promise.all(working);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/**
 * BullMQ's PostgreSQL backend (6.7) remembers for ever that its first look at the database failed: each later
 * call then fails at once, and a worker asks again without a pause. Such a queue or worker is opened anew.
 */
async function readyQueue(
  backend: QueueBackend,
  queues: Map<string, Queue>,
  name: string,
  onError: (error: Error) => void,
): Promise<Queue> {
  const queue = queues.get(name) ?? openQueue(backend, name);
  if (!queues.has(name)) queue.on('error', onError);
  queues.set(name, queue);
  try {
    await queue.waitUntilReady();
    return queue;
  } catch (cause) {
    if (queues.get(name) === queue) queues.delete(name);
    void queue.close().catch(onError);
    throw cause;
  }
}

const openAgainAfterMs = 1_000;

/** One worker at a time until the engine leaves. */
async function keepWorking(
  open: () => Worker,
  leaving: AbortSignal,
  onError: (error: Error) => void,
): Promise<void> {
  while (!leaving.aborted) {
    const worker = open();
    worker.on('error', onError);
    worker.on('failed', (_job, error) => onError(error));
    const close = () => worker.close().catch(onError);
    leaving.addEventListener('abort', close, { once: true });
    await worker
      .waitUntilReady()
      .then(() => worker.run())
      .catch(onError);
    leaving.removeEventListener('abort', close);
    await close();
    if (!leaving.aborted)
      await sleep(openAgainAfterMs, undefined, { signal: leaving }).catch(() => undefined);
  }
}

function openQueue(backend: QueueBackend, name: string): Queue {
  if (backend.kind === 'redis') return new Queue(name, { connection: backend.connection });
  return new Queue(name, { connection: backend.connection }, createPostgresBackend) as unknown as Queue;
}

function openWorker<Payload>(
  backend: QueueBackend,
  definition: QueueDefinition<Payload>,
  process: (job: Job) => Promise<void>,
): Worker {
  const { name, concurrency } = definition;
  const options = { concurrency, autorun: false };
  if (backend.kind === 'redis')
    return new Worker(name, process, { connection: backend.connection, ...options });
  const { connection } = backend;
  return new Worker(name, process, { connection, ...options }, createPostgresBackend) as unknown as Worker;
}
