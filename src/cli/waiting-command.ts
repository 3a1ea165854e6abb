import type { House } from '../composition/house.ts';
import { listOpenRequests } from '../features/handoff/index.ts';
import { listUnanswered } from '../features/questions/index.ts';
import type { Command } from './command.ts';
import { noMore, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

const maxListed = 200;

/** Lists something of every ward, one line or one JSON document each. */
function createListCommand<Row extends object>(
  words: Pick<Command, 'usage' | 'does'> & { readonly none: string },
  load: (house: House) => Promise<Row[]>,
  describe: (row: Row) => string,
): Command {
  return {
    usage: words.usage,
    does: words.does,
    run(args, host) {
      const { values, positionals } = readArgs(args, {});
      noMore(positionals);
      return withHouse(host, async (house) => {
        const rows = await load(house);
        for (const row of rows) host.out(values.json ? JSON.stringify(row) : describe(row));
        if (rows.length === 0 && !values.json) host.out(words.none);
        return 0;
      });
    },
  };
}

const ofAllWards = async <Row>(house: House, load: (ward: House['wards'][number]) => Promise<Row[]>) =>
  (await Promise.all(house.wards.map(load))).flat();

export const handoffsCommand = createListCommand(
  {
    usage: 'handoffs [--json]',
    does: 'xem ai đang chờ gặp cán bộ, chờ lâu nhất trước',
    none: 'Không ai đang chờ gặp cán bộ.',
  },
  (house) => ofAllWards(house, (ward) => house.db.forWard(ward.id, (tx) => listOpenRequests(tx, maxListed))),
  (row) => `#${row.id}  ${row.createdAt.toISOString()}  ${row.topic ?? ''}`,
);

export const questionsCommand = createListCommand(
  {
    usage: 'questions [--json]',
    does: 'xem những câu hỏi chưa có câu trả lời, hỏi nhiều nhất trước',
    none: 'Chưa có câu hỏi nào bị bỏ trống.',
  },
  (house) => ofAllWards(house, (ward) => house.db.forWard(ward.id, (tx) => listUnanswered(tx, maxListed))),
  (row) => `${row.timesAsked} lần  ${row.lastAskedAt.toISOString()}  ${row.question}`,
);
