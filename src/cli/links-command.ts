import { listLinks, putLink } from '../features/links/index.ts';
import { type Command, UsageError } from './command.ts';
import { noMore, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

const faults = {
  bad_code: 'mã chỉ gồm chữ không dấu, số, dấu - và _, dài 2 đến 64 ký tự',
  bad_target: 'địa chỉ đích phải bắt đầu bằng https:// hoặc http://',
  taken: 'mã này đã có phường khác dùng',
} as const;

export const linksCommand: Command = {
  usage: 'links [list | put CODE URL] [--ward CODE] [--json]',
  does: 'đường dẫn ngắn /r/CODE của phường và số lượt bấm',
  run(args, host) {
    const { values, positionals } = readArgs(args, { ward: { type: 'string' } });
    const [action = 'list', code, target, ...rest] = positionals;
    if (!['list', 'put'].includes(action)) throw new UsageError(`không hiểu: ${action}`);
    if (action === 'put' && (!code || !target)) throw new UsageError('put cần mã và địa chỉ đích');
    noMore(action === 'list' ? positionals.slice(1) : rest);
    return withHouse(host, async (house) => {
      const ward = house.wards.find((known) => values.ward === undefined || known.code === values.ward);
      if (!ward) throw new UsageError(`không có phường nào mã "${values.ward}"`);
      if (action === 'put') {
        const put = await house.db.forWard(ward.id, (tx) => putLink(tx, code ?? '', target ?? ''));
        if (!put.ok) {
          host.error(faults[put.error]);
          return 1;
        }
      }
      const base = `${host.config.server.publicUrl ?? ''}/r/`;
      for (const link of await house.db.forWard(ward.id, listLinks)) {
        host.out(
          values.json
            ? JSON.stringify(link)
            : `${base}${link.code}  →  ${link.target}  (${link.clicks} lượt bấm)`,
        );
      }
      return 0;
    });
  },
};
