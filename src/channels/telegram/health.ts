import { err, ok, type Result } from '../../core/result.ts';
import type { SendError } from '../channel.ts';
import type { Clients } from './client.ts';
import type { TelegramConfig } from './config.ts';
import { webhookUrl } from './set-up.ts';

type Health = Result<{ readonly detail: string }, SendError>;
type WebhookInfo = Awaited<ReturnType<Clients['api']['getWebhookInfo']>>;

/** Asks who we are and whether updates come the way the configuration says. Throws what the client throws. */
export async function checkHealth(api: Clients['api'], config: TelegramConfig): Promise<Health> {
  const me = await api.getMe();
  const info = await api.getWebhookInfo();
  const wanted = config.mode === 'webhook' ? webhookUrl(config) : '';
  // Without an address of our own any registered one may be right, but there must be one.
  if (wanted === undefined ? !info.url : (info.url ?? '') !== wanted) return err(misconfigured(config.mode));
  const way = config.mode === 'webhook' ? 'nhận tin qua webhook' : 'tự hỏi tin mới (polling)';
  const waiting = `${info.pending_update_count} tin đang chờ`;
  return ok({ detail: [`Bot @${me.username} hoạt động`, way, waiting, ...lastFailure(info)].join(', ') });
}

function misconfigured(mode: TelegramConfig['mode']): SendError {
  const vendorCode = mode === 'webhook' ? 'webhook_url_differs' : 'webhook_is_set';
  return { code: 'misconfigured', vendorCode, provablyUnsent: true };
}

function lastFailure({ last_error_date: date, last_error_message: words }: WebhookInfo): string[] {
  if (date === undefined) return [];
  return [`lần gọi hỏng gần nhất ${new Date(date * 1000).toISOString()}: ${words ?? 'không rõ'}`];
}
