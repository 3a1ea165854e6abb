import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProcedures } from '../../src/catalog/knowledge/procedures-file.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  type ImportedProcedures,
  importProcedures,
  loadProcedureRecords,
  loadProceduresDigest,
} from '../../src/features/procedures/index.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let made = 0;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  made += 1;
  ward = await createTestWard(test.database, `ward-${made}`);
});

const line = (code: string, name: string, more: object = {}): string =>
  JSON.stringify({ code, name, ...more });
function load(lines: readonly string[], dryRun = false): Promise<ImportedProcedures> {
  const file = { name: 'mau.jsonl', data: Buffer.from(lines.join('\n')) };
  return test.database.forWard(ward, (tx) => importProcedures(tx, file, { read: readProcedures, dryRun }));
}
const records = (of = ward) => test.database.forWard(of, loadProcedureRecords);

describe('an import of procedures', () => {
  const first = line('9.000001', 'Đăng ký thả diều', { steps: 'Nộp tờ khai.' });
  const second = line('9.000002', 'Đăng ký nuôi cá cảnh', { steps: 'Đến quầy số 1.' });

  it('creates, leaves alone, updates, and names what it rejects', async () => {
    expect((await load([first, second, line('9', 'Mã hỏng'), '{'])).counts).toEqual({
      read: 4,
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: [
        { line: 3, code: '9', reason: 'bad_code' },
        { line: 4, code: '', reason: 'not_json' },
      ],
    });
    const changed = line('9.000002', 'Đăng ký nuôi cá cảnh', { steps: 'Đến quầy số 2.' });
    expect((await load([first, changed])).counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(await records()).toMatchObject([
      { code: '9.000001' },
      { code: '9.000002', steps: 'Đến quầy số 2.' },
    ]);
  });

  it('in a dry run counts the same and stores nothing', async () => {
    expect((await load([first], true)).counts).toMatchObject({ created: 1 });
    expect(await records()).toEqual([]);
    expect(await test.database.forWard(ward, loadProceduresDigest)).toBe('');
  });

  it('belongs to its ward alone', async () => {
    await load([first]);
    expect(await records(await createTestWard(test.database, `other-${made}`))).toEqual([]);
    expect(await test.database.forWard(ward, loadProceduresDigest)).not.toBe('');
  });

  it('survives NUL and half letters in a text', async () => {
    await load([line('9.000003', 'Tên\u0000 lạ', { steps: 'a\u0000b' })]);
    expect(await records()).toHaveLength(1);
  });
});
