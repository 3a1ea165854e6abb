import { accountId } from '../core/ids.ts';
import { listAccounts, resumeAccount } from '../features/accounts/index.ts';
import { type Command, UsageError } from './command.ts';
import { readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

export const accountsCommand: Command = {
  usage: 'accounts [list | resume ID] [--json]',
  does: 'xem các tài khoản kênh, cho tài khoản đang tạm dừng chạy lại',
  run(args, host) {
    const { values, positionals } = readArgs(args, {});
    const [action = 'list', id] = positionals;
    if (action === 'resume' && !Number.isInteger(Number(id))) throw new UsageError('resume cần mã tài khoản');
    if (!['list', 'resume'].includes(action)) throw new UsageError(`không hiểu: ${action}`);
    return withHouse(host, async (house) => {
      if (action === 'resume') await resumeAccount(house.db, accountId(Number(id)));
      for (const row of await listAccounts(house.db)) {
        const paused = row.pausedUntil === null ? null : String(row.pausedUntil);
        host.out(
          values.json
            ? JSON.stringify({
                id: row.id,
                channel: row.channel,
                externalId: row.externalId,
                paused,
                reason: row.pauseReason,
              })
            : `${row.id}  ${row.channel}  ${row.externalId}  ${paused === null ? 'đang chạy' : `tạm dừng (${row.pauseReason})`}`,
        );
      }
      return 0;
    });
  },
};
