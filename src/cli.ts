import { accountsCommand } from './cli/accounts-command.ts';
import { benchCommand } from './cli/bench-command.ts';
import { chatCommand } from './cli/chat-command.ts';
import { checkCatalogCommand } from './cli/check-catalog-command.ts';
import { type Command, type CommandHost, UsageError } from './cli/command.ts';
import { deadLettersCommand } from './cli/dead-letters-command.ts';
import { doctorCommand } from './cli/doctor-command.ts';
import { dossiersCommand } from './cli/dossiers-command.ts';
import { knowledgeCommand } from './cli/knowledge-command.ts';
import { linksCommand } from './cli/links-command.ts';
import { outboxCommand } from './cli/outbox-command.ts';
import { proceduresCommand } from './cli/procedures-command.ts';
import { entryOf } from './cli/read-args.ts';
import { staffCommand } from './cli/staff-command.ts';
import { handoffsCommand, questionsCommand } from './cli/waiting-command.ts';
import { wardsCommand } from './cli/wards-command.ts';
import { zaloCommand } from './cli/zalo-command.ts';
import { findProjectRoot } from './composition/project-root.ts';
import { readConfig } from './config.ts';
import { createLogger } from './lib/logger.ts';

/** Every command of `npm run -s gan-dan -- <command>`. */
const commands: Readonly<Record<string, Command>> = {
  chat: chatCommand,
  search: knowledgeCommand,
  procedures: proceduresCommand,
  dossiers: dossiersCommand,
  wards: wardsCommand,
  doctor: doctorCommand,
  handoffs: handoffsCommand,
  questions: questionsCommand,
  'dead-letters': deadLettersCommand,
  accounts: accountsCommand,
  zalo: zaloCommand,
  staff: staffCommand,
  links: linksCommand,
  outbox: outboxCommand,
  'check-catalog': checkCatalogCommand,
  bench: benchCommand,
};

// `| head` closes the pipe: the rest is not wanted, but the command still ends in order.
let pipeOpen = true;
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure;
  pipeOpen = false;
});
const out = (line: string): void => {
  if (pipeOpen) process.stdout.write(`${line}\n`);
};
const error = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2);
  const command = entryOf(commands, name);
  if (!command) return showHelp(name);
  const config = readConfig();
  if (!config.ok) {
    error(`Cấu hình có lỗi:\n${config.error.map((line) => `  - ${line}`).join('\n')}`);
    return 1;
  }
  // A command answers on stdout; its log is for trouble only unless asked for.
  const log = createLogger(config.value.logLevel === 'info' ? 'warn' : config.value.logLevel);
  const host: CommandHost = { config: config.value, log, root: findProjectRoot(), out, error };
  try {
    return await command.run(args, host);
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    error(`${failure.message}\nCách dùng: gan-dan ${command.usage}`);
    return 2;
  }
}

function showHelp(name: string): number {
  const asked = ['help', '--help', '-h'].includes(name);
  const write = asked ? out : error;
  if (!asked) write(`Không có lệnh "${name}".`);
  for (const command of Object.values(commands)) write(`  gan-dan ${command.usage}\n      ${command.does}`);
  return asked ? 0 : 2;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (failure: unknown) => {
    error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    process.exitCode = 1;
  },
);
