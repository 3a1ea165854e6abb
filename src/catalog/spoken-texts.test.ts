import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadSpokenTexts } from './spoken-texts.ts';

const made: string[] = [];
afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true });
});

async function content(vi: string, en: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'spoken-'));
  made.push(dir);
  for (const [language, text] of Object.entries({ vi, en })) {
    await mkdir(join(dir, language, 'shared'), { recursive: true });
    await writeFile(join(dir, language, 'shared', 'card.yaml'), text);
  }
  return dir;
}

describe('spoken texts', () => {
  it('fill their places in the language asked for', async () => {
    const dir = await content("due: { on: 'Hẹn ngày {date}' }", "due: { on: 'Due on {date}' }");
    const speak = await loadSpokenTexts(dir, ['card']);
    expect(speak('vi', 'card.due.on', { date: '22/11' })).toBe('Hẹn ngày 22/11');
    expect(speak('en', 'card.due.on', { date: '22/11' })).toBe('Due on 22/11');
    expect(() => speak('vi', 'card.nothing')).toThrow('card.nothing');
  });

  it('name everything that one language lacks, at once', async () => {
    const dir = await content('{ a: "x {one}", b: y }', '{ a: x, c: z }');
    await expect(loadSpokenTexts(dir, ['card'])).rejects.toThrow(
      /en: card\.a thiếu \{one\}[\s\S]*en: thiếu card\.b[\s\S]*vi: thiếu card\.c/,
    );
  });

  it('of the product are whole in both languages', async () => {
    const speak = await loadSpokenTexts('content');
    expect(speak('vi', 'dossier-card.heading', { code: 'H29-250701-0001' })).toContain('H29-250701-0001');
  });
});
