import { type Dispatcher, errors, Pool } from 'undici';

/** As much of `fetch` as grammY's client uses: https://github.com/grammyjs/grammY, `src/core/client.ts`. */
export type Fetch = (url: string, call: Call) => Promise<Answer>;

interface Call extends Required<Pick<Dispatcher.DispatchOptions, 'method' | 'headers' | 'body'>> {
  readonly signal: Pick<AbortSignal, 'aborted' | 'addEventListener'>;
}

interface Answer {
  /** Throws at what is not JSON. */
  json(): unknown;
}

/** Not a byte of the request was written to a connection, so it may go again whatever the cause. */
export class NeverSent extends Error {
  constructor(cause: Error) {
    super('the request was never sent', { cause });
  }
}

/** Far above a hundred updates with the longest messages. */
const longestAnswerBytes = 32 * 1024 * 1024;

/**
 * Calls the vendor for two fifths of the CPU of grammY's own client. Redirects are not followed. Idle connections
 * are closed early, for a request written into one that the vendor is just closing has an unknown fate.
 */
export function createFetch(
  apiRoot: string,
  { connectMs = 5_000, idleMs = 15_000, maxBytes = longestAnswerBytes } = {},
): Fetch {
  const pool = new Pool(new URL(apiRoot).origin, {
    connectTimeout: connectMs,
    keepAliveTimeout: idleMs,
    // However much longer the vendor offers to wait.
    keepAliveMaxTimeout: idleMs,
    maxResponseSize: maxBytes,
    pipelining: 1,
    // The caller's signal is the deadline of the whole call, and a long poll has a long one.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return (url, { signal, method, headers, body }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new NeverSent(new errors.RequestAbortedError()));
      const { pathname: path } = new URL(url);
      pool.dispatch({ path, method, headers, body }, createHandler(signal, resolve, reject));
    });
}

/** `dispatch` tells, as undici's `request` does not, whether a call that failed had begun to be written. */
function createHandler(
  signal: Call['signal'],
  resolve: (answer: Answer) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let sending: Dispatcher.DispatchController | undefined;
  const fail = (error: Error) => reject(sending ? error : new NeverSent(error));

  signal.addEventListener('abort', () => {
    const aborted = new errors.RequestAbortedError();
    fail(aborted);
    sending?.abort(aborted);
  });
  return {
    onRequestStart(controller) {
      // Nothing is sent after its time, and nothing twice.
      if (signal.aborted || sending) return controller.abort(new errors.RequestAbortedError());
      sending = controller;
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd: () => resolve({ json: () => JSON.parse(textOf(chunks)) }),
    onResponseError: (_controller, error) => fail(error),
  };
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return (first && chunks.length === 1 ? first : Buffer.concat(chunks)).toString('utf8');
}
