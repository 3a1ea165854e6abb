import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { allEdges } from '../../src/catalog/flows/edges.ts';
import { describeFaults } from '../../src/catalog/flows/faults.ts';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import { readYaml } from '../../src/catalog/flows/yaml-file.ts';
import { renderMessage } from '../../src/features/conversations/render/render-message.ts';
import { capabilityRows } from '../support/capability-rows.ts';
import { createPlayer, Journey, type JourneyTurn, type Played } from '../support/journey.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = loadFlowBook(root);
if (!loaded.ok) throw new Error(`the catalog has faults:\n${describeFaults(loaded.error.faults)}`);
const book = loaded.value;

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const walked = new Set<string>();

describe.each(files)('journey %s', (name) => {
  const file = readYaml(`${folder}${name}`, `tests/journeys/${name}`);
  const journey = Journey.parse(file.data);
  const player = createPlayer(book, walked);

  it(journey.about, () => {
    journey.turns.forEach((turn, at) => {
      const where = `${file.name}:${file.lineOf(['turns', at])}`;
      const played = playTurn(player, turn, where);
      expectTurn(turn, played, where);
      expectEveryChannelShows(played, where);
    });
  });
});

function playTurn(player: ReturnType<typeof createPlayer>, turn: JourneyTurn, where: string): Played {
  try {
    return player.play(turn);
  } catch (error) {
    throw new Error(`${where}: ${String(error)}`, { cause: error });
  }
}

function expectTurn(turn: JourneyTurn, played: Played, where: string): void {
  const { keys, at } = played;
  expect({ hears: keys, at }, where).toEqual({ hears: turn.hears, at: turn.at });
  expect(played.calls, where).toMatchObject(
    turn.calls.map(({ ability, with: args }) => ({ ability, ...(args ? { args } : {}) })),
  );
  if (turn.choices) expect(played.choices, where).toEqual(turn.choices);
  if (turn.marks) expect(played.marks, where).toEqual(turn.marks);
  const shown = [played.message?.text, ...(played.message?.choices ?? []).map(({ label }) => label)].join(
    '\n',
  );
  for (const part of turn.text ?? []) expect(shown, where).toContain(part);
  if (turn.remembers) expect(played.session.memory, where).toEqual(turn.remembers);
}

function expectEveryChannelShows({ message }: Played, where: string): void {
  if (!message) return;
  for (const [channel, limits] of Object.entries(capabilityRows)) {
    const rendered = renderMessage(message, limits);
    // The second word on the same thing is not worth a piece that costs money, and says so by being empty.
    const isSilent = limits.maxTextsPerAnswer !== null && message.brief === '';
    expect(rendered.length > 0, `${where} on ${channel} says something`).toBe(!isSilent);
    for (const { text, buttons, linkButtons } of rendered) {
      expect(text.trim(), `${where} on ${channel}`).not.toBe('');
      expect(text.length, `${where} on ${channel}`).toBeLessThanOrEqual(limits.maxTextChars);
      expect(buttons.length + linkButtons.length, `${where} on ${channel}`).toBeLessThanOrEqual(
        limits.maxButtons,
      );
    }
    const shown = rendered.map(({ text, buttons }) =>
      [text, ...buttons.map(({ label }) => label)].join('\n'),
    );
    const flat = shown.join('\n').replace(/\s+/g, ' ');
    for (const { label } of message.choices) {
      expect(flat, `${where} on ${channel}`).toContain(label.replace(/\s+/g, ' '));
    }
  }
}

describe('all journeys together', () => {
  const edges = allEdges(book);
  const missing = () => edges.filter((edge) => !walked.has(edge));

  it('walk every edge of every flow', () => {
    expect(missing()).toEqual([]);
  });

  it('are at least one for each flow', () => {
    const flows = book.current.map(({ id }) => id);
    expect(flows.filter((id) => ![...walked].some((edge) => edge.startsWith(`${id}.`)))).toEqual([]);
  });

  afterAll(() => {
    const share = ((edges.length - missing().length) / edges.length) * 100;
    process.stdout.write(`journeys: ${files.length}, edges ${edges.length}, walked ${share.toFixed(1)} %\n`);
  });
});
