import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request to a webhook, body unparsed. */
export interface Pushed {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the webhook answers: a status, or a status with a body, or nothing at all. */
export type Reply = number | { readonly status: number; readonly body: string } | 'silence';

/** A webhook as small as can be, which keeps what it was sent. */
export async function startReceiver(reply: (pushed: Pushed, count: number) => Reply = () => 200) {
  const pushed: Pushed[] = [];
  const server = createServer(async (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://receiver');
    const { method = '', headers } = request;
    const one = { method, query, headers, body: await buffer(request) };
    pushed.push(one);
    const answer = reply(one, pushed.length);
    if (answer === 'silence') return;
    const { status, body } = typeof answer === 'number' ? { status: answer, body: '' } : answer;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    pushed,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
