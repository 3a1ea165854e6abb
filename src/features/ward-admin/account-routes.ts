import type { z } from 'zod';
import type { AccountDescription } from '../../channels/channel.ts';
import { AccountChange, AccountList, ConnectAccount } from '../../contracts/console/admin.ts';
import { accountId, type WardId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import {
  type AccountRow,
  accountById,
  findAccount,
  listAccounts,
  resumeAccount,
  writeSetting,
} from '../accounts/index.ts';
import { idIn, recordAct, type StaffCall, type StaffRoute, staffRoute } from '../staff/index.ts';
import type { WardAdminDeps } from './list-routes.ts';
import { refusal } from './ward-admin.errors.ts';

type Described = AccountDescription & { readonly channel: string };

/** What is known of channels where they are made, not here. */
export interface AccountDesk {
  readonly connectable: readonly { readonly channel: string; readonly variables: readonly string[] }[];
  /** One account from its variables, or what is wrong with them; no value is repeated. */
  describe(variables: Readonly<Record<string, string>>): Result<Described, readonly string[]>;
  /** Stores it, its secrets sealed. */
  keep(wardId: WardId, account: Described): Promise<void>;
  /** Names of the settings that keep the account from working. */
  faults(row: AccountRow, settings: object): readonly string[];
}

/** The ward's accounts on the platforms. Secrets go in and never come out. */
export function createAccountRoutes({ db, clock }: WardAdminDeps, desk: AccountDesk): StaffRoute[] {
  const show = async (ward: WardId): Promise<z.infer<typeof AccountList>> => ({
    accounts: (await listAccounts(db))
      .filter(({ wardId, channel }) => wardId === ward && channel !== 'terminal')
      .map((row) => viewOf(row, desk, clock.now())),
    channels: desk.connectable.map(({ channel, variables }) => ({ channel, variables: [...variables] })),
  });
  const record = ({ actor }: Pick<StaffCall, 'actor'>, action: string, target: string, facts: object) =>
    db.forWard(actor.wardId, (tx) =>
      recordAct(tx, { staffId: actor.staffId, at: clock.now(), action, target, facts: { ...facts } }),
    );
  return [
    staffRoute({
      method: 'GET',
      path: '/admin/accounts',
      summary: 'Các tài khoản kênh và tình trạng, không kèm mã bí mật; các kênh có thể kết nối',
      answer: AccountList,
      handle: ({ actor }) => show(actor.wardId),
    }),
    staffRoute({
      method: 'POST',
      path: '/admin/accounts',
      summary: 'Kết nối một tài khoản kênh, hoặc khai báo lại mã bí mật của nó',
      body: ConnectAccount,
      answer: AccountList,
      async handle(call) {
        const { wardId } = call.actor;
        const described = desk.describe(call.body.variables);
        if (!described.ok) throw refusal('bad_account', { faults: described.error });
        const { channel, externalId } = described.value;
        const known = await findAccount(db, channel, externalId);
        if (known && known.wardId !== wardId) throw refusal('account_taken');
        await desk.keep(wardId, described.value);
        await record(call, 'accounts.connected', `${channel} ${externalId}`, {
          renewed: known !== undefined,
        });
        return show(wardId);
      },
    }),
    staffRoute({
      method: 'PATCH',
      path: '/admin/accounts/:id',
      summary: 'Đổi cài đặt của một tài khoản kênh, hoặc cho chạy lại sau khi tạm dừng',
      body: AccountChange,
      answer: AccountList,
      async handle(call) {
        const { settings = {}, paused } = call.body;
        const row = await accountById(db, accountId(idIn(call.params)));
        if (!row || row.wardId !== call.actor.wardId) throw refusal('not_found');
        const faults = desk.faults(row, { ...row.settings, ...settings });
        if (faults.length > 0) throw refusal('bad_account', { faults });
        for (const [name, value] of Object.entries(settings)) await writeSetting(db, row.id, name, value);
        if (paused === false) await resumeAccount(db, row.id);
        const facts = { settings: Object.keys(settings), resumed: paused === false };
        await record(call, 'accounts.changed', `channel_account ${row.id}`, facts);
        return show(call.actor.wardId);
      },
    }),
  ];
}

function viewOf(
  row: AccountRow,
  desk: AccountDesk,
  now: number,
): z.infer<typeof AccountList>['accounts'][number] {
  const { id, channel, externalId, settings, pauseReason } = row;
  const until = Number(row.pausedUntil ?? 0);
  const isPaused = until > now;
  const isUsable = desk.faults(row, settings).length === 0;
  return {
    id,
    channel,
    externalId,
    state: isUsable ? pauseState(isPaused) : 'unusable',
    pauseReason: isPaused ? pauseReason : null,
    pausedUntil: isPaused && Number.isFinite(until) ? until : null,
    settings,
  };
}

const pauseState = (isPaused: boolean) => (isPaused ? ('paused' as const) : ('working' as const));
