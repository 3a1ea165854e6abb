import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createDeferred, type Deferred } from '../core/deferred.ts';
import type { AccountId } from '../core/ids.ts';
import { type CountedMetrics, type Metrics, readTogether } from '../lib/metrics.ts';

/** What the front says to the thread that works. */
export type ToWorkThread =
  | { readonly kind: 'open'; readonly databaseUrl: string }
  | { readonly kind: 'wake'; readonly lanes: readonly number[] }
  /** An account has something to send now. */
  | { readonly kind: 'due'; readonly account: AccountId }
  | { readonly kind: 'count' }
  | { readonly kind: 'stop' };

/** And what the thread says to the front. */
export type FromWorkThread =
  | { readonly kind: 'ready' }
  /** It cannot start, for a reason that the operator can mend. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The open pages of a web-chat citizen have something to show. */
  | { readonly kind: 'pages'; readonly externalId: string }
  | { readonly kind: 'counted'; readonly metrics: CountedMetrics };

/** The thread that thinks and sends, so that a webhook never waits behind a batch of answers. */
export interface WorkThread {
  /** Resolves when it works. */
  open(databaseUrl: string): Promise<void>;
  wake(lanes: readonly number[]): void;
  due(account: AccountId): void;
  /** Rejects when the thread has stopped answering. */
  check(): Promise<void>;
  /** Our own counters with those of the thread. */
  readRegistry(): Promise<Metrics['registry']>;
  stop(): Promise<void>;
}

export interface WorkThreadDeps {
  /** Counters of this side. */
  registry(): Metrics['registry'];
  wakePages(externalId: string): void;
  /** It ended without being asked to. */
  onCrash(error: Error): void;
}

/** Raised when the thread refuses to start; the message is for the operator. */
export class WorkRefused extends Error {}

const countMs = 2_000;

/** Beside the program in `dist/`. */
const builtProgram = new URL('./work-thread.js', import.meta.url);

/** Begins to load at once, while PostgreSQL is still starting. */
export function startWorkThread(deps: WorkThreadDeps, program: URL = builtProgram): WorkThread {
  const worker = new Worker(program, {
    // Flags such as `--import` are for the program, not for a part of it.
    execArgv: process.execArgv.filter((flag) => flag === '--enable-source-maps'),
  });
  const say = (message: ToWorkThread): void => worker.postMessage(message);
  const ready = createDeferred<void>();
  let counting: Deferred<CountedMetrics> | undefined;
  // Whoever waits hears of it; before that nobody may be waiting yet.
  ready.promise.catch(() => undefined);
  let isWorking = false;
  const fail = (error: Error): void => {
    ready.reject(error);
    if (isWorking) deps.onCrash(error);
  };
  /** Undefined when the thread is too busy to answer. */
  function count(): Promise<CountedMetrics | undefined> {
    if (!counting) say({ kind: 'count' });
    counting ??= createDeferred();
    return Promise.race([counting.promise, sleep(countMs, undefined, { ref: false })]);
  }
  worker.on('message', (message: FromWorkThread) => {
    if (message.kind === 'ready') {
      isWorking = true;
      ready.resolve();
    }
    if (message.kind === 'refused') ready.reject(new WorkRefused(message.message));
    if (message.kind === 'pages') deps.wakePages(message.externalId);
    if (message.kind === 'counted') {
      counting?.resolve(message.metrics);
      counting = undefined;
    }
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the working thread ended with ${code}`)));
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return {
    open(databaseUrl) {
      say({ kind: 'open', databaseUrl });
      return ready.promise;
    },
    wake: (lanes) => say({ kind: 'wake', lanes }),
    due: (account) => say({ kind: 'due', account }),
    async readRegistry() {
      return readTogether(deps.registry(), (await count()) ?? []);
    },
    async check() {
      if ((await count()) === undefined) throw new Error('the working thread does not answer');
    },
    async stop() {
      isWorking = false;
      say({ kind: 'stop' });
      await ended;
    },
  };
}
