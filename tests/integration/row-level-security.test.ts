import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestCitizen,
  createTestWard,
  openTestDatabase,
  type TestDatabase,
} from '../support/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

describe('a ward’s transaction', () => {
  it('sees its own rows, another ward sees none of them, and without a ward nothing is seen', async () => {
    const ours = await createTestWard(test.database, 'ours');
    const theirs = await createTestWard(test.database, 'theirs');
    await createTestCitizen(test.database, ours, 'citizen-1');
    const count = 'select id from identity';
    expect(await test.database.forWard(ours, (tx) => tx.query(count))).toHaveLength(1);
    expect(await test.database.forWard(theirs, (tx) => tx.query(count))).toHaveLength(0);
    expect(await test.database.withoutWard(count)).toHaveLength(0);
  });
});
