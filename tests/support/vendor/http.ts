import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Call } from './answer.ts';
import type { VendorOptions } from './stand-in.ts';

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://vendor');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}

export function write(response: ServerResponse, { status = 200, headers, body }: Answer): void {
  if (response.destroyed) return;
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = isText ? body : JSON.stringify(body);
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  response
    .writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(bytes), ...headers })
    .end(bytes);
}

export async function pause(latencyMs: VendorOptions['latencyMs']): Promise<void> {
  if (latencyMs === undefined) return;
  const [least, most] = typeof latencyMs === 'number' ? [latencyMs, latencyMs] : latencyMs;
  await sleep(least + Math.random() * (most - least));
}
