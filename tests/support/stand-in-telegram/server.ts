import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCitizens } from './citizens.ts';
import { control } from './control.ts';
import { type Answer, createMethods } from './methods.ts';
import { createRecord } from './record.ts';
import type { StandInOptions, StandInTelegram } from './stand-in.ts';
import { createUpdates } from './updates.ts';

export async function startStandInTelegram(options: StandInOptions = {}): Promise<StandInTelegram> {
  const { token = '1:STAND-IN', port = 0, recordFile, limits, answerAfterMs = 0 } = options;
  const record = createRecord(recordFile);
  const updates = createUpdates(options);
  const files = new Map<string, Buffer>();
  const methods = createMethods({ record, updates, files, limits });

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      write(response, { ok: false, error_code: 400, description: `Bad Request: ${String(error)}` });
    });
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const standIn: StandInTelegram = {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    citizens: createCitizens(updates, files),
    delivered: record.all,
    updateLogs: updates.logs,
    onDelivered: record.onDelivered,
    fail: methods.faults.add,
    clearFaults: methods.faults.clear,
    counters: () => ({
      calls: Object.fromEntries(methods.calls),
      delivered: record.all.length,
      updates: updates.logs.length,
      unacknowledged: updates.unacknowledged(),
      limitsBroken: methods.limitsBroken,
      rateViolations: methods.rateViolations,
    }),
    settled: updates.settled,
    close: async () => {
      await updates.setWebhook(undefined);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      record.close();
    },
  };

  const botPath = `/bot${token}/`;
  const filePath = `/file/bot${token}/files/`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const body = await readBody(request);
    if (path.startsWith(botPath)) return callMethod(path.slice(botPath.length), body, response);
    if (path.startsWith('/control/')) return control(standIn, request, response, body);
    const file = path.startsWith(filePath) ? files.get(path.slice(filePath.length)) : undefined;
    if (file) response.end(file);
    else write(response, { ok: false, error_code: 401, description: 'Unauthorized' });
  }

  async function callMethod(method: string, body: string, response: ServerResponse): Promise<void> {
    const onClose = (listener: () => void) => void response.once('close', listener);
    const payload = body === '' ? {} : (JSON.parse(body) as { [field: string]: unknown });
    const answer = await methods.call({ method, payload, onClose });
    if (answerAfterMs > 0) await sleep(answerAfterMs);
    if (answer === 'reset') response.socket?.resetAndDestroy();
    else if (answer !== 'silence' && !response.destroyed) write(response, answer);
  }

  return standIn;
}

function write(response: ServerResponse, answer: Exclude<Answer, string>): void {
  const text = JSON.stringify(answer);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(answer.ok ? 200 : answer.error_code, headers).end(text);
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
