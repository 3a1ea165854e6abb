import type { ChannelHost, Json } from '../channel.ts';
import { vendorWord } from '../shared/vendor-word.ts';
import type { ZaloEvent } from './schema.ts';

/** Whether a template in this state can no longer be sent. */
export const isLostState = (state: Json): boolean => /reject|disable|delete|lock|pause/i.test(String(state));

type House = Pick<ChannelHost, 'notes' | 'alert'>;

/** What Zalo tells of templates and quotas: https://docs.zaloplatforms.com/docs/ZBS, webhook. Kept as notes. */
export async function keepNews(event: ZaloEvent, host: House): Promise<void> {
  await readers.get(event.event_name)?.(event, host);
}

type Keeper = (event: ZaloEvent, host: House) => Promise<void>;
const readers = new Map<string, Keeper>([
  ['change_template_status', keepStatus],
  ['change_template_quality', keepQuality],
  ['change_template_quota', keepTemplateQuota],
  ['change_oa_daily_quota', keepDailyQuota],
]);

async function keepStatus({ template_id: id, status }: ZaloEvent, host: House): Promise<void> {
  if (id === undefined || status === undefined) return;
  const state = vendorWord(status);
  await host.notes.write({ templates: { ...under(host, 'templates'), [id]: state } });
  if (isLostState(state)) host.alert('template_lost', `${vendorWord(id)} ${state}`);
}

async function keepQuality({ template_id: id, quality }: ZaloEvent, host: House): Promise<void> {
  if (id === undefined || quality === undefined) return;
  const templateQualities = { ...under(host, 'templateQualities'), [id]: vendorWord(quality) };
  await host.notes.write({ templateQualities });
}

async function keepTemplateQuota({ template_id: id, quota }: ZaloEvent, host: House): Promise<void> {
  if (id === undefined || !quota) return;
  await host.notes.write({ templateQuotas: { ...under(host, 'templateQuotas'), [id]: quota.new_value } });
  alertWhenSmaller('template_quota_shrank', quota, host);
}

async function keepDailyQuota({ quota }: ZaloEvent, host: House): Promise<void> {
  if (!quota) return;
  await host.notes.write({ dailyQuota: quota.new_value });
  alertWhenSmaller('daily_quota_shrank', quota, host);
}

function alertWhenSmaller(kind: string, quota: NonNullable<ZaloEvent['quota']>, host: House): void {
  const { prev_value: before, new_value: after } = quota;
  if (before !== undefined && after < before) host.alert(kind, `${before} ${after}`);
}

/** A note that is itself a list by id. */
export function under(host: Pick<ChannelHost, 'notes'>, key: string): Readonly<Record<string, Json>> {
  const note = host.notes.read()[key];
  return typeof note === 'object' && note !== null && !Array.isArray(note)
    ? (note as Readonly<Record<string, Json>>)
    : {};
}
