import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { staffCommand } from '../../src/cli/staff-command.ts';
import { findProjectRoot } from '../../src/composition/project-root.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

/** What the command says, and its exit code. */
async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const config = readConfig({
    DATABASE_URL: test.url,
    DATA_DIR: tmpdir(),
    APP_SECRET: 'a-secret-of-32-characters-000000',
    PUBLIC_URL: 'https://phuong.example',
  });
  if (!config.ok) throw new Error(config.error.join('\n'));
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const host = {
    config: config.value,
    log: createLogger('silent'),
    root: findProjectRoot(),
    out: say,
    error: say,
  };
  const code = await staffCommand.run(args, host);
  return { code, out: said.join('\n') };
}

describe('gan-dan staff', () => {
  it('adds people, lists them, makes links and closes accounts, but never the last admin’s', async () => {
    const email = 'lan@phuong.example';
    const added = await run('add', email, '--role', 'officer', '--office', 'mot-cua', '--name', 'Lan');
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('Mật khẩu dùng một lần') });
    expect((await run('add', email, '--role', 'auditor')).code).toBe(1);
    await run('add', 'quan-tri@phuong.example', '--role', 'admin', '--role', 'approver');

    const listed = (await run('list', '--json')).out.split('\n').map((line) => JSON.parse(line));
    expect(listed).toHaveLength(2);
    expect(listed[1]).toMatchObject({ email, name: 'Lan', grants: [{ role: 'officer' }] });
    expect((await run('reset', email)).out).toMatch(/https:\/\/phuong\.example\/console\/reset#[\w-]{43}/);
    expect((await run('disable', email)).code).toBe(0);
    expect(await run('disable', 'quan-tri@phuong.example')).toMatchObject({
      code: 1,
      out: expect.stringContaining('quản trị viên'),
    });
  });

  it.each([
    [['nothing']],
    [['add']],
    [['add', 'lan@phuong.example']],
    [['add', 'lan@phuong.example', '--role', 'king']],
    [['add', 'lan', '--role', 'admin']],
    [['add', 'hoa@phuong.example', '--role', 'officer']],
    [['add', 'hoa@phuong.example', '--role', 'lead', '--office', 'khong-co']],
    [['reset', 'khong-ai@phuong.example']],
    [['list', '--ward', 'khong-co']],
    [['list', '--wrong']],
  ])('says how it is used when it is used wrongly: %s', async (args) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
  });
});
