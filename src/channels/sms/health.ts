import { ok, type Result } from '../../core/result.ts';
import type { Health, SendError } from '../channel.ts';
import type { SmsAccount } from './config.ts';
import type { Provider } from './provider.ts';

/** A brand name holds at most this many letters, without accents. */
const longestBrand = 11;

/** Nothing can be asked without sending, so: does the address answer, and is the account whole? */
export async function checkHealth(
  provider: Provider,
  account: SmsAccount,
  webhookUrl: string | undefined,
): Promise<Result<Health, SendError>> {
  const probed = await provider.probe();
  if (!probed.ok) return probed;
  const warnings = warningsOf(account, webhookUrl);
  return ok({ ...probed.value, ...(warnings.length > 0 && { warnings }) });
}

function warningsOf({ sender = '', shortCode }: SmsAccount, webhookUrl: string | undefined): string[] {
  const warnings: string[] = [];
  if (webhookUrl === undefined) {
    warnings.push('Chưa đặt PUBLIC_URL nên không nhận được báo phát: tin gửi rồi không biết đã tới chưa');
  }
  if (shortCode === undefined) warnings.push('Chưa có đầu số nhận tin: bà con không nhắn lại được');
  if (sender.length > longestBrand || /[^\x20-\x7e]/.test(sender)) {
    warnings.push(`Tên người gửi phải không dấu và dài tối đa ${longestBrand} ký tự`);
  }
  return warnings;
}
