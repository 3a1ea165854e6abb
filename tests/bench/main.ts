import { parseArgs } from 'node:util';
import { type Bench, createBench } from './bench.ts';
import { benchChannels } from './groups/channels.ts';
import { benchConsole } from './groups/console.ts';
import { benchEngine } from './groups/engine.ts';
import { benchSearch } from './groups/search.ts';
import { benchStart } from './groups/start.ts';
import { benchTurns } from './groups/turns.ts';
import { benchWebhook } from './groups/webhook.ts';
import { type GroupReport, toLines } from './report.ts';

const groups: Readonly<Record<string, (bench: Bench) => Promise<GroupReport>>> = {
  webhook: benchWebhook,
  turns: benchTurns,
  channels: benchChannels,
  console: benchConsole,
  engine: benchEngine,
  search: benchSearch,
  start: benchStart,
};

/** `node main.js [NAME] [--rounds N] [--json]`; started by `gan-dan bench`. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
  });
  const rounds = Number(values.rounds);
  const names = positionals.length > 0 ? positionals : Object.keys(groups);
  const unknown = names.find((name) => !(name in groups));
  if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
    process.stderr.write(`bench [${Object.keys(groups).join(' | ')}] [--rounds N] [--json]\n`);
    return 2;
  }
  const reports: GroupReport[] = [];
  for (const name of names) {
    const report = await runGroup(name, rounds);
    reports.push(report);
    if (!values.json) process.stdout.write(`${toLines(report).join('\n')}\n`);
  }
  if (values.json)
    process.stdout.write(`${JSON.stringify({ node: process.version, rounds, groups: reports })}\n`);
  return 0;
}

async function runGroup(name: string, rounds: number): Promise<GroupReport> {
  const bench = createBench(rounds, (line) => void process.stderr.write(`${line}\n`));
  try {
    bench.say(`${name} …`);
    return (await groups[name]?.(bench)) ?? { name, figures: [], skipped: [] };
  } finally {
    await bench.tidy();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
