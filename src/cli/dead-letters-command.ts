import { listDead, replayDead } from '../features/conversations/index.ts';
import { type Command, UsageError } from './command.ts';
import { noMore, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

const maxListed = 200;

export const deadLettersCommand: Command = {
  usage: 'dead-letters [list | replay [ID ...]] [--json]',
  does: 'xem và chạy lại những tin nhắn xử lý không được',
  run(args, host) {
    const { values, positionals } = readArgs(args, {});
    const [action = 'list', ...ids] = positionals;
    const numbers = ids.map(Number);
    if (!['list', 'replay'].includes(action) || numbers.some((id) => !Number.isInteger(id))) {
      throw new UsageError(`không hiểu: ${positionals.join(' ')}`);
    }
    if (action === 'list') noMore(ids);
    return withHouse(host, async (house) => {
      if (action === 'replay') {
        const lanes = await replayDead(house.db, numbers.length > 0 ? numbers : undefined);
        for (const lane of new Set(lanes)) await house.conversations.lanes.drain(lane);
        host.out(
          values.json ? JSON.stringify({ replayed: lanes.length }) : `Đã chạy lại ${lanes.length} tin nhắn.`,
        );
        return 0;
      }
      const dead = await listDead(house.db, maxListed);
      if (values.json) for (const event of dead) host.out(JSON.stringify(event));
      else if (dead.length === 0) host.out('Không có tin nhắn nào bị kẹt.');
      for (const event of values.json ? [] : dead) {
        host.out(`#${event.id}  ${event.receivedAt.toISOString()}  ${event.kind}  ${event.lastError ?? ''}`);
      }
      return 0;
    });
  },
};
