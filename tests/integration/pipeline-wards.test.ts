import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WardId } from '../../src/core/ids.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ours: WardId;
let theirs: WardId;
let tables: string[];
const pipelines: Pipeline[] = [];

beforeAll(async () => {
  test = await openTestDatabase();
  ours = await createTestWard(test.database, 'ours');
  theirs = await createTestWard(test.database, 'theirs');
  const columns = await test.database.systemQuery<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'ward_id' order by 1`,
  );
  tables = columns.map(({ name }) => name);
  for (const ward of [ours, theirs]) {
    const pipeline = await openPipeline(test.database, { ward, awake: false });
    await pipeline.arrive('lan', 'xin hỏi một việc');
    await pipeline.drain();
    pipelines.push(pipeline);
  }
});
afterAll(async () => {
  for (const pipeline of pipelines) await pipeline.stop();
  await test.close();
});

const lived = ['channel_account', 'identity', 'conversation', 'inbound_event', 'message'];

describe('row-level security', () => {
  it('is on, with a policy for reading and writing, for every table that belongs to a ward', async () => {
    expect(tables.length).toBeGreaterThan(10);
    const secured = await test.database.systemQuery<{ name: string; on: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as on,
        (select count(*) from pg_policy p where p.polrelid = c.oid and p.polqual is not null
           and p.polwithcheck is not null and 'gan_dan_ward'::regrole = any(p.polroles))::int as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p')`,
    );
    const byName = new Map(secured.map((row) => [row.name, row]));
    for (const table of [...tables, 'ward'])
      expect(byName.get(table), table).toEqual({ name: table, on: true, policies: 1 });
  });

  it('has a rule for every table: it belongs to a ward, or is one of the few that all wards share', async () => {
    const all = await test.database.systemQuery<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const shared = all.map(({ name }) => name).filter((name) => !tables.includes(name));
    // The house's own tables, which no ward's connection may read at all.
    const ofTheHouse = ['channel_token', 'house_secret', 'pending_consent', 'token_renewal'];
    expect(shared).toEqual([...ofTheHouse, 'flow_version', 'former_ward', 'ward'].sort());
  });

  it('shows nothing without a ward, whichever table is read', async () => {
    for (const table of [...tables, 'ward'])
      expect(await test.database.withoutWard(`select * from ${table} limit 1`), table).toEqual([]);
  });

  it('shows a ward its own rows and none of another', async () => {
    for (const table of tables) {
      const seen = await test.database.forWard(ours, (tx) =>
        tx.query<{ ward: number }>(`select distinct ward_id as ward from ${table}`),
      );
      expect(
        seen.filter(({ ward }) => ward !== ours),
        table,
      ).toEqual([]);
      if (lived.includes(table)) expect(seen, table).toEqual([{ ward: ours }]);
    }
  });

  it('lets nobody write or change a row of another ward, or move one there', async () => {
    const inOurs = (text: string) => test.database.forWard(ours, (tx) => tx.query(text));
    await expect(
      inOurs(`insert into channel_account (ward_id, channel, external_id) values (${theirs}, 'x', 'y')`),
    ).rejects.toThrow('row-level security');
    expect(await inOurs(`update identity set source = 'x' where ward_id = ${theirs} returning id`)).toEqual(
      [],
    );
    expect(await inOurs(`delete from message where ward_id = ${theirs} returning id`)).toEqual([]);
    await expect(inOurs(`update identity set ward_id = ${theirs}`)).rejects.toThrow('row-level security');
  });

  it('holds for statements that forget their ward: every select of the repos sees nothing without one', async () => {
    const selects = repoFiles().flatMap(plainSelects);
    expect(selects.length).toBeGreaterThan(3);
    for (const { file, text } of selects) {
      const rows = await test.database
        .withoutWard(`select * from (${text}) q`)
        .catch((error: Error) => error);
      if (rows instanceof Error) continue;
      // A line of look-ups and counts that found nothing tells nothing.
      const told = rows.filter((row) => Object.values(row).some((value) => value !== null && value !== 0));
      expect(told, `${file}: ${text}`).toEqual([]);
    }
  });
});

function repoFiles(): string[] {
  return readdirSync('src/features', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.repo.ts'))
    .map((name) => join('src/features', name));
}

/** Selects as they stand in the source, with nothing filled in: their parameters become null. */
function plainSelects(file: string): { file: string; text: string }[] {
  const literals = readFileSync(file, 'utf8').match(/[`']\s*select [^`']+[`']/g) ?? [];
  const shared = /flow_version|former_ward|pg_|\$\{/;
  return literals
    .map((literal) => literal.slice(1, -1).replaceAll(/\$\d+(::[a-z]+(\[\])?)?/g, 'null$1'))
    .filter((text) => !shared.test(text) && !/count\(|exists/.test(text))
    .map((text) => ({ file, text }));
}
