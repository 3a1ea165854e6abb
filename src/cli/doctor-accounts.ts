import { DateTime } from 'luxon';
import { checksHealth, connectsByConsent, type SendErrorCode } from '../channels/channel.ts';
import { channels } from '../channels/registry.ts';
import type { LiveAccount } from '../composition/conversation-side.ts';
import type { House } from '../composition/house.ts';
import { type AccountRow, listAccounts, readToken, unfinishedRenewal } from '../features/accounts/index.ts';
import { lastArrival, readAccountLags } from '../features/deliveries/index.ts';
import type { Finding } from './finding.ts';

/** Each channel account, in words that an operator understands; several lines where there is more to say. */
export async function checkAccounts(house: House): Promise<Finding[]> {
  const lags = new Map((await readAccountLags(house.db)).map(({ account, seconds }) => [account, seconds]));
  const findings: Finding[] = [];
  for (const row of await listAccounts(house.db)) {
    if (row.channel === 'terminal') continue;
    findings.push(...(await checkAccount(house, row, lags.get(row.id) ?? 0)));
  }
  return findings;
}

async function checkAccount(house: House, row: AccountRow, lagSeconds: number): Promise<Finding[]> {
  const check = `kênh ${row.channel} ${row.externalId}`;
  const account = house.accounts.of(row.id);
  const facts = [windowWords(account), await arrivalWords(house, row)].filter((words) => words !== '');
  return [
    ...pauseFinding(check, row),
    ...(account
      ? await healthFindings(check, account, facts)
      : [
          {
            check,
            state: 'fail',
            detail: 'không dùng được với cấu hình này (xem nhật ký lúc khởi động)',
          } as const,
        ]),
    ...(await tokenFindings(house, check, row)),
    ...(lagSeconds > 60
      ? [
          {
            check,
            state: 'warn',
            detail: `có tin đến hạn đã chờ ${Math.round(lagSeconds / 60)} phút`,
          } as const,
        ]
      : []),
  ];
}

function pauseFinding(check: string, { id, channel, pausedUntil, pauseReason }: AccountRow): Finding[] {
  if (pausedUntil === null || Number(pausedUntil) <= Date.now()) return [];
  const forever = !Number.isFinite(Number(pausedUntil));
  const until = forever ? 'cho đến khi được xử lý' : `đến ${clock(Number(pausedUntil))}`;
  const reason = pauseWords[pauseReason ?? ''] ?? pauseReason ?? 'không rõ';
  const lostToken = pauseReason === 'token_dead' || pauseReason === 'token_lost';
  const remedy =
    channel === 'zalo-oa' && lostToken
      ? 'kết nối lại bằng: gan-dan zalo connect'
      : `xử lý xong thì chạy: gan-dan accounts resume ${id}`;
  const detail = `đang tạm dừng ${until} vì ${reason}; tin được giữ lại, không mất; ${remedy}`;
  return [{ check, state: forever ? 'fail' : 'warn', detail }];
}

const pauseWords: Readonly<Record<string, string>> = {
  rate_limited: 'nền tảng yêu cầu gửi chậm lại',
  quota_exhausted: 'đã hết hạn mức gửi',
  token_dead: 'mã truy cập không còn dùng được',
  token_lost: 'lần làm mới mã truy cập trước bị ngắt giữa chừng nên mã mới đã mất',
  misconfigured: 'nền tảng báo cấu hình hoặc quyền chưa đúng',
};

async function healthFindings(
  check: string,
  { channel }: LiveAccount,
  facts: readonly string[],
): Promise<Finding[]> {
  const rest = facts.length > 0 ? `; ${facts.join('; ')}` : '';
  if (!checksHealth(channel)) return [{ check, state: 'ok', detail: `sẵn sàng${rest}` }];
  const health = await channel.checkHealth();
  if (!health.ok) {
    const { code, vendorCode } = health.error;
    const remedy =
      code === 'token_dead' && connectsByConsent(channel) ? '; kết nối bằng: gan-dan zalo connect' : '';
    return [{ check, state: 'fail', detail: `${errorWords[code]} (${vendorCode ?? code})${remedy}${rest}` }];
  }
  const warnings = (health.value.warnings ?? []).map((detail) => ({ check, state: 'warn' as const, detail }));
  return [{ check, state: 'ok', detail: `${health.value.detail}${rest}` }, ...warnings];
}

const errorWords: Record<SendErrorCode, string> = {
  rate_limited: 'nền tảng đang giới hạn tốc độ',
  unreachable: 'không gọi được nền tảng, kiểm tra mạng và địa chỉ',
  recipient_gone: 'tài khoản không còn tồn tại',
  outside_reply_window: 'nền tảng từ chối',
  opted_out: 'nền tảng từ chối',
  needs_template: 'nền tảng từ chối',
  quota_exhausted: 'đã hết hạn mức',
  token_dead: 'mã truy cập không còn dùng được',
  rejected: 'nền tảng từ chối',
  misconfigured: 'cấu hình hoặc quyền chưa đúng',
};

async function tokenFindings({ db }: House, check: string, { id }: AccountRow): Promise<Finding[]> {
  const token = await readToken(db, id);
  if (!token) return [];
  const hours = (ms: number): string => `${Math.round(ms / 360_000) / 10} giờ`;
  const [age, left] = [Date.now() - token.issuedAt.getTime(), token.expiresAt.getTime() - Date.now()];
  const begun = await unfinishedRenewal(db, id);
  const isStuck = begun !== undefined && Date.now() - begun > 60_000;
  const state = left <= 0 || isStuck ? 'warn' : 'ok';
  const life = left > 0 ? `còn ${hours(left)}` : `đã hết hạn ${hours(-left)} trước`;
  const stuck = isStuck ? `; lần làm mới lúc ${clock(begun)} chưa kết thúc` : '';
  return [{ check: `${check}, mã truy cập`, state, detail: `cấp cách đây ${hours(age)}, ${life}${stuck}` }];
}

/** Whether the platform reaches us can only be known from what has come. */
async function arrivalWords({ db }: House, { id, channel }: AccountRow): Promise<string> {
  const last = await lastArrival(db, id);
  if (!last && !channels[channel]?.webhook) return 'chưa nhận được tin nào';
  return last
    ? `tin đến gần nhất lúc ${clock(last.getTime())}`
    : 'chưa nhận được tin nào (kiểm tra địa chỉ webhook)';
}

function windowWords(account: LiveAccount | undefined): string {
  const rule = account?.channel.capabilities;
  if (!rule || rule.replyWindowHours === null) return '';
  const free = rule.freeReplyHours === null ? '' : `, ${rule.freeReplyHours} giờ đầu miễn phí`;
  const paid =
    account?.settings.paidReplies === false && rule.freeReplyHours !== null ? ', không gửi phần có phí' : '';
  return `trả lời được trong ${rule.replyWindowHours} giờ sau tin của người dân${free}${paid}`;
}

const clock = (at: number): string =>
  DateTime.fromMillis(at, { zone: 'Asia/Ho_Chi_Minh' }).toFormat("HH:mm 'ngày' dd/MM/yyyy");
