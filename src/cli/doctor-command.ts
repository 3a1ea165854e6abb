import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../composition/house.ts';
import { openQueueSide } from '../composition/queue-engine.ts';
import { readPipelineHealth } from '../features/deliveries/index.ts';
import { verifyAudit } from '../features/staff/index.ts';
import type { Command } from './command.ts';
import { checkAccounts } from './doctor-accounts.ts';
import type { Finding } from './finding.ts';
import { noMore, readArgs } from './read-args.ts';
import { withHouse } from './with-house.ts';

const marks = { ok: '✓', warn: '!', fail: '✗' } as const;

export const doctorCommand: Command = {
  usage: 'doctor [--json]',
  does: 'kiểm tra cấu hình, cơ sở dữ liệu, hàng đợi và từng tài khoản kênh',
  async run(args, host) {
    const { values, positionals } = readArgs(args, {});
    noMore(positionals);
    const findings: Finding[] = [{ check: 'cấu hình', state: 'ok', detail: 'đọc được, không có lỗi' }];
    try {
      findings.push(...(await withHouse(host, examine)));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      findings.push({ check: 'khởi động', state: 'fail', detail });
    }
    for (const { check, state, detail } of findings) {
      host.out(
        values.json ? JSON.stringify({ check, state, detail }) : `${marks[state]} ${check}: ${detail}`,
      );
    }
    return findings.some(({ state }) => state === 'fail') ? 1 : 0;
  },
};

async function examine(house: House): Promise<Finding[]> {
  return [
    await tryTo('cơ sở dữ liệu', () => checkDatabase(house)),
    await tryTo('hàng đợi', () => checkQueue(house)),
    ...(await checkPipeline(house)),
    await checkSpool(house),
    ...(await checkAudit(house)),
    ...(await checkAccounts(house)),
  ];
}

async function tryTo(check: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { check, state: 'ok', detail: await work() };
  } catch (error) {
    return { check, state: 'fail', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function checkDatabase({ db, store }: House): Promise<string> {
  const [row] = await db.systemQuery<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const where = store.owned ? 'đi kèm, chạy trong lệnh này' : 'đang chạy';
  return `PostgreSQL ${row?.version ?? ''} (${where})`;
}

async function checkQueue({ config, store, log }: House): Promise<string> {
  const queue = await openQueueSide(config, store.url, log);
  await queue.close();
  return config.redis.url ? 'Redis trả lời' : 'dùng chung PostgreSQL';
}

async function checkPipeline({ db }: House): Promise<Finding[]> {
  const health = await readPipelineHealth(db);
  const late = health.oldestPendingSeconds > 60;
  return [
    {
      check: 'tin nhắn đến',
      state: late ? 'fail' : 'ok',
      detail: `${health.pendingEvents} tin chờ xử lý, tin cũ nhất ${health.oldestPendingSeconds} giây`,
    },
    {
      check: 'tin nhắn kẹt',
      state: health.deadEvents > 0 ? 'warn' : 'ok',
      detail: `${health.deadEvents} tin (xem: gan-dan dead-letters)`,
    },
    {
      check: 'tin nhắn đi',
      state: health.dueMessages > 0 ? 'warn' : 'ok',
      detail: `${health.dueMessages} tin quá hạn gửi hơn 1 phút, ${health.unknownMessages} tin không rõ đã đến chưa`,
    },
  ];
}

async function checkSpool({ config }: House): Promise<Finding> {
  const files = await readdir(join(config.server.dataDir, 'spool')).catch(() => []);
  const state = files.length > 0 ? 'warn' : 'ok';
  return { check: 'ghi tạm ra đĩa', state, detail: `${files.length} tệp chờ đưa vào cơ sở dữ liệu` };
}

/** Whether nothing was changed in, or taken out of, what staff did. */
async function checkAudit({ db, wards }: House): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, name } of wards) {
    const check = `nhật ký quản trị ${name}`;
    const state = await verifyAudit(db, id);
    if (state.ok) {
      const mark = state.lastHash.slice(0, 12);
      const detail = `${state.entries} dòng, không có dấu hiệu bị sửa${mark ? `; dấu của dòng cuối: ${mark}` : ''}`;
      findings.push({ check, state: 'ok', detail });
    } else {
      const fault = state.fault === 'missing' ? 'đã bị xóa' : 'đã bị sửa';
      findings.push({ check, state: 'fail', detail: `dòng số ${state.number} ${fault}` });
    }
  }
  return findings;
}
