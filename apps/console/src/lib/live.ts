import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { LiveEvent } from '../../../../src/contracts/console/lookups.ts';
import { apiBase } from './api.ts';

const resyncMs = 60_000;
const restMs = 700;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** A connection that is only renewed is not worth a word. */
const quietMs = 2_500;

let lost = false;
const listeners = new Set<() => void>();

/** True while the house cannot be heard; the page goes on trying by itself. */
export const useConnectionLost = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lost,
  );

function tell(next: boolean): void {
  if (next === lost) return;
  lost = next;
  for (const listener of listeners) listener();
}

/**
 * Keeps what is shown true: asks anew on each line of the stream, each minute, when the stream comes back and when
 * somebody looks at the page again. A missed line costs a minute at most. Returns what ends it.
 */
export function followChanges(client: QueryClient): () => void {
  const refresh = createRefresh(client);
  const stopStream = followStream(refresh);
  const resync = () => refresh({ kind: 'resync', id: null });
  const timer = setInterval(resync, resyncMs);
  const onLook = () => document.visibilityState === 'visible' && resync();
  document.addEventListener('visibilitychange', onLook);
  window.addEventListener('online', resync);
  return () => {
    stopStream();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onLook);
    window.removeEventListener('online', resync);
  };
}

function followStream(refresh: (event: LiveEvent) => void): () => void {
  let source: EventSource | undefined;
  let retryMs = firstRetryMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let warning: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`${apiBase}/events`);
    source.onopen = () => {
      retryMs = firstRetryMs;
      clearTimeout(warning);
      warning = undefined;
      tell(false);
      refresh({ kind: 'resync', id: null });
    };
    source.onmessage = ({ data }) => refresh(readLine(data));
    source.onerror = () => {
      warning ??= setTimeout(() => tell(true), quietMs);
      // The browser reconnects by itself, unless the house answered with something other than a stream.
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
  };
  open();
  return () => {
    source?.close();
    clearTimeout(retry);
    clearTimeout(warning);
    tell(false);
  };
}

/** A line that we do not understand is of a newer house: everything is asked anew. */
function readLine(data: unknown): LiveEvent {
  try {
    return JSON.parse(String(data)) as LiveEvent;
  } catch {
    return { kind: 'resync', id: null };
  }
}

/** The first change is shown at once; those that follow on its heels are asked for together. */
function createRefresh(client: QueryClient): (event: LiveEvent) => void {
  let waiting: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    timer = setTimeout(flush, restMs);
    invalidate(client, events);
  };
  return (event) => {
    waiting.push(event);
    if (timer === undefined) flush();
  };
}

/** Each look at a petition is written down: only a person looks. */
const keptOnResync: ReadonlySet<unknown> = new Set(['session', 'petition']);

function invalidate(client: QueryClient, events: readonly LiveEvent[]): void {
  const isAll = events.some(({ kind }) => kind !== 'case' && kind !== 'conversation');
  if (isAll) {
    void client.invalidateQueries({ predicate: ({ queryKey }) => !keptOnResync.has(queryKey[0]) });
    return;
  }
  if (events.some(({ kind }) => kind === 'case')) void client.invalidateQueries({ queryKey: ['cases'] });
  if (events.some(({ kind }) => kind === 'conversation'))
    void client.invalidateQueries({ queryKey: ['conversations'] });
  for (const { kind, id } of events) void client.invalidateQueries({ queryKey: [kind, id] });
}
