import { limitFaults } from '../telegram-api-limits.ts';
import { createFaults, type Refusal, refusal, tooManyRequests } from './faults.ts';
import { createRateWatch, type RateLimits } from './rate-watch.ts';
import { preciseNow, type Record } from './record.ts';
import type { Updates } from './updates.ts';

/** What the server does with one call. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | Refusal
  /** Nothing is said; the connection stays open or is torn down. */
  | 'silence'
  | 'reset';

export interface MethodsDeps {
  readonly record: Record;
  readonly updates: Updates;
  readonly files: Map<string, Buffer>;
  readonly limits?: RateLimits | undefined;
}

interface Call {
  readonly method: string;
  readonly payload: { readonly [field: string]: unknown };
  /** Calls back when the caller hangs up or was answered. */
  readonly onClose: (listener: () => void) => void;
}

const done = (result: unknown): Answer => ({ ok: true, result });

/** The Bot API methods that we use, strict about the published limits. */
export function createMethods({ record, updates, files, limits }: MethodsDeps) {
  const faults = createFaults();
  const rates = createRateWatch(limits);
  const calls = new Map<string, number>();
  const limitsBroken: string[] = [];

  function sendMessage({ payload }: Call): Answer {
    const chatId = Number(payload.chat_id);
    if (rates.isTooMuch(chatId, preciseNow())) return tooManyRequests();
    const { messageId, at } = record.add(payload);
    const chat = { id: chatId, type: 'private' };
    return done({ message_id: messageId, date: Math.floor(at / 1000), chat, text: payload.text });
  }

  async function getUpdates({ payload, onClose }: Call): Promise<Answer> {
    const conflict = "Conflict: can't use getUpdates method while webhook is active";
    if (updates.webhook()) return refusal(409, conflict);
    const {
      offset = 0,
      limit = 100,
      timeout = 0,
    } = payload as { offset?: number; limit?: number; timeout?: number };
    const batch = await updates.poll(offset, limit, timeout * 1000, onClose);
    if (batch === 'replaced') return refusal(409, 'Conflict: terminated by other getUpdates request');
    return done(batch);
  }

  async function setWebhook({ payload }: Call): Promise<Answer> {
    const { url, secret_token: secret = '', max_connections: maxConnections = 40 } = payload;
    const webhook = { url: String(url), secret: String(secret), maxConnections: Number(maxConnections) };
    await updates.setWebhook(url === '' ? undefined : webhook);
    return done(true);
  }

  function getFile({ payload }: Call): Answer {
    const id = String(payload.file_id);
    const file = files.get(id);
    if (!file) return refusal(400, 'Bad Request: invalid file_id');
    if (file.byteLength > 20 * 1024 * 1024) return refusal(400, 'Bad Request: file is too big');
    return done({ file_id: id, file_unique_id: id, file_size: file.byteLength, file_path: `files/${id}` });
  }

  const methods = new Map<string, (call: Call) => Answer | Promise<Answer>>([
    ['sendMessage', sendMessage],
    ['getUpdates', getUpdates],
    ['setWebhook', setWebhook],
    ['deleteWebhook', async () => done((await updates.setWebhook(undefined)) === undefined)],
    ['getFile', getFile],
    ['getMe', () => done({ id: 1, is_bot: true, first_name: 'Gần Dân', username: 'GanDanStandInBot' })],
    ['getWebhookInfo', () => done(webhookInfo(updates))],
    ['setMyCommands', () => done(true)],
    ['answerCallbackQuery', () => done(true)],
  ]);

  async function call(request: Call): Promise<Answer> {
    const { method, payload } = request;
    calls.set(method, (calls.get(method) ?? 0) + 1);
    const run = methods.get(method);
    if (!run) return refusal(404, 'Not Found');
    const broken = limitFaults(method, payload);
    limitsBroken.push(...broken);
    if (broken.length > 0) return refusal(400, `Bad Request: ${broken[0]}`);
    const fault = faults.next(method, Number(payload.chat_id) || undefined);
    if (!fault) return run(request);
    if (fault.kind === 'too_many_requests') return tooManyRequests(fault.retryAfter);
    if (fault.kind === 'server_error') return refusal(500, 'Internal Server Error');
    if (fault.kind === 'forbidden') {
      return refusal(403, fault.description ?? 'Forbidden: bot was blocked by the user');
    }
    if (fault.kind.endsWith('_after')) await run(request);
    return fault.kind.startsWith('hang') ? 'silence' : 'reset';
  }

  return { call, faults, calls, limitsBroken, rateViolations: rates.violations };
}

function webhookInfo(updates: Updates) {
  const url = updates.webhook()?.url ?? '';
  return { url, has_custom_certificate: false, pending_update_count: updates.unacknowledged() };
}
