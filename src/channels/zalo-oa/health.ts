import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, Health, SendError, TokenPair } from '../channel.ts';
import type { ButtonSwitch } from './button-switch.ts';
import type { ZaloClient } from './client/index.ts';
import type { LimitMemory, SeenLimits } from './client/limits.ts';
import type { Oa } from './client/schema.ts';
import type { ZaloOaConfig } from './config.ts';
import { isLostState, under } from './news.ts';
import type { Tokens } from './tokens.ts';

export interface HealthDeps {
  readonly oaId: string;
  readonly client: ZaloClient;
  readonly config: ZaloOaConfig;
  readonly host: ChannelHost;
  readonly tokens: Tokens;
  readonly limits: LimitMemory;
  readonly buttons: ButtonSwitch;
}

const hourMs = 3_600_000;
/** A token that is tended never gets this old. */
const tokenSoonMs = 3 * hourMs;
const packageSoonMs = 30 * 24 * hourMs;

/** Asks who the account is, and tells what is known of it without asking. */
export async function checkHealth(deps: HealthDeps): Promise<Result<Health, SendError>> {
  const { client, oaId, tokens, host, limits } = deps;
  const answer = await client.getOa();
  if (!answer.ok) return answer;
  const oa = answer.value;
  const id = oa.oaid ?? oa.oa_id;
  if (id !== undefined && id !== oaId) {
    return err({ code: 'misconfigured', vendorCode: 'oa_id_differs', provablyUnsent: true });
  }
  const pair = await tokens.pair();
  const now = host.clock.now();
  const parts = [oaWords(oa), tokenWords(pair, now), ...limitWords(limits.seen()), ...noteWords(host)];
  const warnings = [...tokenWarnings(pair, now), ...oaWarnings(oa, now), ...noteWarnings(deps)];
  return ok({ detail: parts.join(', '), ...(warnings.length > 0 && { warnings }) });
}

/** https://docs.zaloplatforms.com/docs/OA, getoa: `oa_type`. */
const oaTypes = new Map([
  [2, 'doanh nghiệp'],
  [4, 'cơ quan nhà nước'],
]);

function oaWords({ name = 'chưa rõ tên', oa_type, num_follower, package_name }: Oa): string {
  const kind = oaTypes.get(oa_type ?? 0);
  const followers = num_follower === undefined ? [] : [`${num_follower} người quan tâm`];
  const bought = package_name ? [`gói ${package_name}`] : [];
  return [`OA ${name}${kind ? ` (${kind})` : ''} hoạt động`, ...followers, ...bought].join(', ');
}

function tokenWords(pair: TokenPair | undefined, now: number): string {
  if (!pair) return 'mã truy cập nhập tay';
  return `mã truy cập còn ${Math.max(0, Math.floor((pair.expiresAt - now) / hourMs))} giờ`;
}

function limitWords({ rate, quota }: SeenLimits): string[] {
  return [
    ...(quota ? [`hạn mức ${quota.kind} còn ${quota.remain} tin`] : []),
    ...(rate ? [`còn ${rate.remain}/${rate.limit} lượt gọi trong phút`] : []),
  ];
}

function noteWords(host: ChannelHost): string[] {
  const { dailyQuota } = host.notes.read();
  const templates = Object.entries(under(host, 'templates'));
  return [
    ...(typeof dailyQuota === 'number' ? [`hạn mức tin mẫu mỗi ngày ${dailyQuota}`] : []),
    ...(templates.length > 0
      ? [`mẫu tin ${templates.map(([id, state]) => `${id}: ${state}`).join('; ')}`]
      : []),
  ];
}

function tokenWarnings(pair: TokenPair | undefined, now: number): string[] {
  if (!pair) {
    return [
      'Chưa có mã làm mới (refresh token): mã truy cập hết hạn là kênh dừng, hãy cấp quyền lại cho ứng dụng.',
    ];
  }
  if (pair.expiresAt - now > tokenSoonMs) return [];
  return ['Mã truy cập sắp hết hạn mà chưa làm mới được.'];
}

function oaWarnings({ is_verified, package_valid_through_date: until }: Oa, now: number): string[] {
  const ends = until === undefined ? undefined : dateOf(until);
  return [
    ...(is_verified === false ? ['OA chưa xác thực nên Zalo chặn nhiều chức năng.'] : []),
    ...(ends !== undefined && ends - now < packageSoonMs ? [`Gói dịch vụ OA hết hạn ngày ${until}.`] : []),
  ];
}

function noteWarnings({ config, host, buttons }: HealthDeps): string[] {
  const isOff = config.buttons === 'auto' && buttons.isOff();
  const lost = Object.entries(under(host, 'templates')).filter(([, state]) => isLostState(state));
  return [
    ...(isOff ? ['Zalo đã từ chối nút bấm: câu trả lời đang kèm danh sách đánh số thay cho nút.'] : []),
    ...lost.map(([id, state]) => `Mẫu tin ${id} không còn gửi được (${state}).`),
  ];
}

/** The vendor writes dd/MM/yyyy; a stand-in may write the other way round. */
function dateOf(written: string): number | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(written) ?? [];
  const at =
    year === undefined ? Date.parse(written) : Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Number.isFinite(at) ? at : undefined;
}
