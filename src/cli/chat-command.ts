import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { OutboundMessage } from '../channels/channel.ts';
import { createTerminal } from '../channels/terminal/index.ts';
import type { House } from '../composition/house.ts';
import type { InboundContent } from '../core/message.ts';
import { laneOf } from '../features/conversations/index.ts';
import { unfinishedOf } from '../features/deliveries/index.ts';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { noMore, readArgs, readNamedFile } from './read-args.ts';
import { withHouse } from './with-house.ts';

export const chatCommand: Command = {
  usage: 'chat [--script FILE] [--user ID] [--ward CODE] [--json]',
  does: 'trò chuyện với bot ngay trên dòng lệnh',
  run(args, host) {
    const { values, positionals } = readArgs(args, {
      script: { type: 'string' },
      user: { type: 'string' },
      ward: { type: 'string' },
    });
    noMore(positionals);
    const script = values.script === undefined ? undefined : linesOf(values.script);
    const shown: OutboundMessage[] = [];
    const terminal = createTerminal({ show: (message) => shown.push(message) });
    return withHouse(
      host,
      async (house) => {
        const talk = openTalk(house, { ward: values.ward, user: values.user ?? randomUUID(), shown });
        if (script) await playScript(talk, script, values.json, host);
        else await converse(talk, values.json, host);
        return 0;
      },
      (row) => (row.channel === 'terminal' ? terminal : undefined),
    );
  },
};

/** Says one line as the citizen and returns everything that came back. */
type Talk = (line: string) => Promise<OutboundMessage[]>;

interface TalkOptions {
  readonly ward: string | undefined;
  readonly user: string;
  readonly shown: OutboundMessage[];
}

function openTalk(house: House, { ward, user, shown }: TalkOptions): Talk {
  const account = house.accounts.byName('terminal', ward);
  if (!account) throw new UsageError(`không có phường nào mã "${ward}"`);
  const receiver = { id: account.id, wardId: account.wardId, channel: 'terminal' };
  const lane = laneOf(account.id, user, house.config.tuning.lanes);
  return async (line) => {
    shown.length = 0;
    const event = { eventId: randomUUID(), userId: user, at: Date.now(), content: contentOf(line) };
    await house.intake.accept(receiver, [event]);
    await house.conversations.lanes.drain(lane);
    // The row decides when the turn is over, whoever drained the lane.
    while ((await unfinishedOf(house.db, account.id, user, event.eventId)) > 0) {
      house.conversations.sender.signal(account.id);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    return [...shown];
  };
}

/** `/start CODE` opens the conversation as a deep link does. */
function contentOf(line: string): InboundContent {
  const start = /^\/start(?:\s+(\S+))?$/.exec(line.trim());
  if (!start) return { kind: 'text', text: line };
  return start[1] ? { kind: 'start', source: start[1] } : { kind: 'start' };
}

const linesOf = (file: string): string[] =>
  readNamedFile(file)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');

async function playScript(
  talk: Talk,
  lines: readonly string[],
  json: boolean,
  host: CommandHost,
): Promise<void> {
  for (const line of lines) {
    if (!json) host.out(`> ${line}`);
    tell(line, await talk(line), json, host);
  }
}

async function converse(talk: Talk, json: boolean, host: CommandHost): Promise<void> {
  if (!json) host.out('Gõ câu hỏi rồi Enter. Ctrl-D để thoát.');
  const input = createInterface({ input: process.stdin, terminal: false });
  for await (const line of input) {
    if (line.trim() !== '') tell(line, await talk(line), json, host);
  }
}

function tell(line: string, answers: readonly OutboundMessage[], json: boolean, host: CommandHost): void {
  const out = answers.map(({ text, buttons }) => ({ text, choices: buttons.map(({ label }) => label) }));
  if (json) {
    host.out(JSON.stringify({ in: line, out }));
    return;
  }
  for (const { text, choices } of out) {
    host.out(text);
    for (const [index, label] of choices.entries()) host.out(`  [${index + 1}] ${label}`);
    host.out('');
  }
}
