import type { ServerResponse } from 'node:http';
import type { WardEntry } from '../../contracts/web-chat.ts';
import type { WebChatPort } from './web-chat.port.ts';

const rowsPerRead = 100;
/** Milliseconds after which a browser comes back by itself when the line breaks. */
const reconnectMs = 2_000;

export interface Stream {
  readonly response: ServerResponse;
  readonly port: WebChatPort;
  readonly externalId: string;
  /** The reader has everything up to this id. */
  readonly after: number;
  readonly heartbeatMs: number;
  readonly onFault: (error: unknown) => void;
}

/**
 * Sends everything above the bookmark, then whatever comes. It subscribes before it reads, and every heartbeat
 * reads again, so neither a message between the two nor a lost wake-up stays behind.
 */
export function openStream(stream: Stream): void {
  const { response, port, externalId } = stream;
  const reader = createReader(stream);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${reconnectMs}\n\n`);
  const unsubscribe = port.subscribe(externalId, reader.wake);
  const heartbeat = setInterval(() => {
    // The comment keeps proxies from closing the line; the event lets the page see that it lives.
    response.write(': beat\nevent: beat\ndata: 1\n\n');
    reader.wake();
  }, stream.heartbeatMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  reader.wake();
}

/** One read at a time; a wake-up during a read leads to exactly one more. */
function createReader({ response, port, externalId, after, onFault }: Stream): { wake: () => void } {
  let bookmark = after;
  let isWoken = false;
  let isReading = false;

  async function readOn(): Promise<void> {
    while (isWoken && response.writable) {
      isWoken = false;
      const entries = await port.outgoingAfter(externalId, bookmark, rowsPerRead);
      for (const entry of entries) {
        if (!response.write(frame(entry))) await drained(response);
        bookmark = entry.id;
      }
      if (entries.length === rowsPerRead) isWoken = true;
    }
  }
  function wake(): void {
    isWoken = true;
    if (isReading) return;
    isReading = true;
    readOn()
      .catch((error: unknown) => {
        // The page comes back with its bookmark; an open line that tells nothing would be worse.
        response.end();
        onFault(error);
      })
      .finally(() => {
        isReading = false;
      });
  }
  return { wake };
}

function frame(entry: WardEntry): string {
  return `id: ${entry.id}\nevent: message\ndata: ${JSON.stringify(entry)}\n\n`;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
    if (response.destroyed) settle();
  });
}
