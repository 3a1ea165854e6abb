import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { recordAct, verifyAudit } from '../../src/features/staff/index.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let count = 0;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  ward = await createTestWard(test.database, `audit-${count++}`);
});

const act = (target: string) => ({
  staffId: 7,
  at: 1_764_000_000_123,
  action: 'staff.disabled',
  target,
  facts: { to: ['officer:3'], nested: { b: 1, a: null } },
});
const record = (target: string) => test.database.forWard(ward, (tx) => recordAct(tx, act(target)));

/** As whoever owns the database could, with its guards off. */
async function tamper(statement: string): Promise<void> {
  await test.database.systemQuery('alter table audit_entry disable trigger added_only');
  await test.database.systemQuery(statement, [ward]);
  await test.database.systemQuery('alter table audit_entry enable trigger added_only');
}

describe('the audit log', () => {
  it('is one chain without a gap, also when many write at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, at) => record(`staff ${at}`)));
    expect(await verifyAudit(test.database, ward)).toMatchObject({ ok: true, entries: 30 });
  });

  it('shows a row that was changed, in whatever column', async () => {
    for (const target of ['staff 1', 'staff 2', 'staff 3']) await record(target);
    const columns = [
      `target = 'staff 9'`,
      `at = at + interval '1 second'`,
      `staff_id = 8`,
      `facts = '{}'`,
      `action = 'x'`,
    ];
    for (const change of columns) {
      await tamper(`update audit_entry set ${change} where ward_id = $1 and number = 2`);
      expect(await verifyAudit(test.database, ward), change).toEqual({
        ok: false,
        number: 2,
        fault: 'changed',
      });
      await tamper(`update audit_entry e set target = 'staff 2', at = to_timestamp(1764000000.123), staff_id = 7,
        facts = '{"to": ["officer:3"], "nested": {"a": null, "b": 1}}', action = 'staff.disabled'
        where ward_id = $1 and number = 2`);
      expect(await verifyAudit(test.database, ward)).toMatchObject({ ok: true, entries: 3 });
    }
  });

  it('shows a row that was removed, and one whose hash was made anew', async () => {
    for (const target of ['staff 1', 'staff 2', 'staff 3']) await record(target);
    await tamper(`update audit_entry set hash = repeat('0', 64) where ward_id = $1 and number = 2`);
    expect(await verifyAudit(test.database, ward)).toEqual({ ok: false, number: 2, fault: 'changed' });
    await tamper('delete from audit_entry where ward_id = $1 and number = 2');
    expect(await verifyAudit(test.database, ward)).toEqual({ ok: false, number: 2, fault: 'missing' });
  });

  it('lets nobody change or remove a row, not even the house itself', async () => {
    await record('staff 1');
    const change = `update audit_entry set target = '' where ward_id = $1`;
    await expect(test.database.systemQuery(change, [ward])).rejects.toThrow('added only');
    await expect(test.database.forWard(ward, (tx) => tx.query('delete from audit_entry'))).rejects.toThrow();
  });

  it('is kept with what it tells of, or not at all', async () => {
    const failed = test.database.forWard(ward, async (tx) => {
      await recordAct(tx, act('staff 1'));
      throw new Error('afterwards something went wrong');
    });
    await expect(failed).rejects.toThrow('afterwards');
    expect(await verifyAudit(test.database, ward)).toMatchObject({ ok: true, entries: 0 });
  });
});
