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
  const workers: Worker[] = [];
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name) ?? openQueue(backend, name);
    if (!queues.has(name)) queue.on('error', onError);
    queues.set(name, queue);
    return queue;
  };
  return {
    async add(definition, payload) {
      const id = definition.deduplicationKey(payload);
      const deduplication = { id, keepLastIfActive: true };
      await queueOf(definition.name).add(definition.name, payload, { ...jobOptions, deduplication });
    },
    async work(definition, handle) {
      const worker = openWorker(backend, definition, (job) => handle(definition.payload.parse(job.data)));
      worker.on('error', onError);
      worker.on('failed', (_job, error) => onError(error));
      workers.push(worker);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
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
  if (backend.kind === 'redis')
    return new Worker(name, process, { connection: backend.connection, concurrency });
  const options = { connection: backend.connection, concurrency };
  return new Worker(name, process, options, createPostgresBackend) as unknown as Worker;
}
