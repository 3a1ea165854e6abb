import { listFailedMessages } from '../features/deliveries/index.ts';
import { type Command, UsageError } from './command.ts';
import { noMore, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

/** What each code means to somebody who has to do something about it. */
const words: Readonly<Record<string, string>> = {
  needs_template: 'ngoài khung giờ trả lời, chưa cấu hình mẫu tin cho loại này',
  outside_reply_window: 'ngoài khung giờ trả lời của nền tảng',
  opted_out: 'người dân đã từ chối nhận tin',
  recipient_gone: 'không còn liên lạc được với người nhận',
  rejected: 'nền tảng từ chối tin này',
  unreachable: 'đã thử nhiều lần, nền tảng không nhận',
};
const unknownFate = 'không rõ đã đến chưa, không tự gửi lại';

export const outboxCommand: Command = {
  usage: 'outbox [--limit N] [--json]',
  does: 'những tin không gửi được và lý do (không hiện nội dung)',
  run(args, host) {
    const { values, positionals } = readArgs(args, { limit: { type: 'string' } });
    const limit = Number(values.limit ?? 50);
    noMore(positionals);
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('limit phải là số');
    return withHouse(host, async (house) => {
      for (const row of await listFailedMessages(house.db, limit)) {
        const reason = row.state === 'unknown' ? unknownFate : (words[row.code ?? ''] ?? row.code ?? '');
        host.out(
          values.json
            ? JSON.stringify(row)
            : `#${row.id}  ${row.createdAt.toISOString()}  tài khoản ${row.account}  ${row.purpose}: ${reason}${row.why ? ` (${row.why})` : ''}`,
        );
      }
      return 0;
    });
  },
};
