import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Just enough of the Bot API to take messages, as cheaply as Node can: it shares the machine with the bots. */
export async function startVendor(onMessage: (chatId: number) => void): Promise<number> {
  let nextMessage = 1;
  const results: Readonly<Record<string, (body: string) => unknown>> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'Bench', username: 'BenchBot' }),
    sendMessage(body) {
      const { chat_id: id, text } = JSON.parse(body) as { chat_id: number | string; text: string };
      const chatId = Number(id);
      onMessage(chatId);
      const chat = { id: chatId, type: 'private', first_name: 'Lan' };
      return { message_id: nextMessage++, date: Math.floor(Date.now() / 1000), chat, text };
    },
  };
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const method = (request.url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
    const answer = JSON.stringify({ ok: true, result: results[method]?.(body) ?? true });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => resolve(body));
    request.on('error', reject);
  });
}
