import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Capabilities } from '../../src/channels/channel.ts';
import { channels } from '../../src/channels/registry.ts';

const page = join(import.meta.dirname, '../../docs/adding-a-channel.md');
const perSecond = (value: number | null): string => (value === null ? 'no limit' : `${value}/s`);
const rate = ({ sendsPerSecond, rateWindowSeconds: seconds }: Capabilities): string =>
  seconds === 1 ? `${sendsPerSecond}/s` : `${Math.round(sendsPerSecond * seconds)} in ${seconds} s`;
const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** One row per channel folder, made from its capability row. */
function capabilityTable(): string {
  const rows = Object.entries(channels).map(([id, { capabilities: row }]) =>
    [
      id,
      `${row.maxTextChars} characters`,
      row.maxButtons === 0 ? 'numbered list' : `${row.maxButtons} of ${row.maxButtonLabelChars} characters`,
      yesNo(row.receivesPhotos),
      row.replyWindowHours === null ? 'none' : `${row.replyWindowHours} h`,
      rate(row),
      perSecond(row.sendsPerSecondPerChat),
    ].join(' | '),
  );
  const head = ['channel', 'text', 'buttons', 'photos', 'reply window', 'sends', 'per chat'];
  return [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

it('the page on adding a channel shows the capability rows as they are', () => {
  expect(readFileSync(page, 'utf8')).toContain(capabilityTable());
});
