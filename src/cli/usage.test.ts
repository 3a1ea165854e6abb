import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { findProjectRoot } from '../composition/project-root.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../lib/logger.ts';
import { accountsCommand } from './accounts-command.ts';
import { chatCommand } from './chat-command.ts';
import { checkCatalogCommand } from './check-catalog-command.ts';
import { type CommandHost, UsageError } from './command.ts';
import { deadLettersCommand } from './dead-letters-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { dossiersCommand } from './dossiers-command.ts';
import { knowledgeCommand } from './knowledge-command.ts';
import { linksCommand } from './links-command.ts';
import { outboxCommand } from './outbox-command.ts';
import { proceduresCommand } from './procedures-command.ts';
import { staffCommand } from './staff-command.ts';
import { handoffsCommand, questionsCommand } from './waiting-command.ts';
import { wardsCommand } from './wards-command.ts';
import { zaloCommand } from './zalo-command.ts';

/** Of a house without a database: a command that goes on to work fails otherwise. */
function host(): CommandHost {
  const config = readConfig({
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
    DATA_DIR: tmpdir(),
    APP_SECRET: 'a-secret-of-32-characters-000000',
  });
  if (!config.ok) throw new Error(config.error.join('\n'));
  const say = () => undefined;
  return { config: config.value, log: createLogger('silent'), root: findProjectRoot(), out: say, error: say };
}

const commands = {
  accounts: accountsCommand,
  chat: chatCommand,
  'check-catalog': checkCatalogCommand,
  'dead-letters': deadLettersCommand,
  doctor: doctorCommand,
  dossiers: dossiersCommand,
  handoffs: handoffsCommand,
  search: knowledgeCommand,
  links: linksCommand,
  outbox: outboxCommand,
  procedures: proceduresCommand,
  questions: questionsCommand,
  staff: staffCommand,
  wards: wardsCommand,
  zalo: zaloCommand,
};
type Name = keyof typeof commands;

/** Why a line is wrong usage, which `gan-dan` answers with exit code 2. */
async function faultOf(name: Name, line: string): Promise<string> {
  try {
    return `ended with ${await commands[name].run(line.split(' '), host())}`;
  } catch (error) {
    return error instanceof UsageError ? `wrong usage: ${error.message}` : `failed: ${error}`;
  }
}

it.each<[Name, string]>([
  ['accounts', 'list extra'],
  ['accounts', 'constructor'],
  ['accounts', 'resume 1 2'],
  ['accounts', 'reseal extra'],
  ['accounts', 'add a.env b.env'],
  ['chat', 'extra'],
  ['check-catalog', 'extra'],
  ['dead-letters', 'list 5'],
  ['dead-letters', 'extra'],
  ['doctor', 'extra'],
  ['dossiers', 'import a.csv b.csv'],
  ['handoffs', 'extra'],
  ['links', 'list extra'],
  ['links', 'put a https://phuong.example extra'],
  ['outbox', 'extra'],
  ['questions', 'extra'],
  ['staff', 'reset a@phuong.example extra'],
  ['staff', 'constructor a@phuong.example'],
  ['wards', 'export'],
  ['zalo', 'connect extra'],
])('%s: "%s" is wrong usage, not passed over', async (name, line) => {
  expect(await faultOf(name, line)).toMatch(/^wrong usage: /);
});

it.each((Object.keys(commands) as Name[]).filter((name) => name !== 'search'))(
  '%s: an option that it does not know is wrong usage',
  async (name) => {
    expect(await faultOf(name, '--nothing')).toMatch(/^wrong usage: /);
  },
);

it('search: an option that it does not know is wrong usage', async () => {
  expect(await faultOf('search', '--nothing')).toBe('ended with 2');
});

it.each<[Name, string]>([
  ['chat', '--script /nope'],
  ['chat', `--script ${tmpdir()}`],
  ['search', '--batch /nope'],
  ['search', 'đất --catalog /nope'],
  ['dossiers', 'import /nope'],
])('%s: "%s" says in one line that the file cannot be read', async (name, line) => {
  expect(await faultOf(name, line)).toMatch(/^wrong usage: không đọc được tệp \/[^\n]*$/);
});
