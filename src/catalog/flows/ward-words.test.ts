import { beforeAll, describe, expect, it } from 'vitest';
import type { FlowBook, FlowBundle } from '../../engine/flow-book.ts';
import { createBundle } from './bundle.ts';
import { faultOfWording } from './check-wording.ts';
import { createFlowBook } from './flow-book.ts';
import { loadFlowBook } from './load-flow-book.ts';
import { sentencesOf, type WardWords, withWords } from './ward-words.ts';

let book: FlowBook;
beforeAll(() => {
  const read = loadFlowBook('.');
  if (!read.ok) throw new Error('the flows have faults');
  book = read.value;
});

const words = (vi: Readonly<Record<string, string>>): WardWords => ({
  vi: new Map(Object.entries(vi)),
  en: new Map(),
});
const hello = 'welcome.hello.text';

/** A version of the welcome that is no longer current, with other words in its greeting. */
function olderWelcome(text: string): FlowBundle {
  const now = book.find('welcome');
  if (!now) throw new Error('there is no welcome');
  const { vi, en } = now.words;
  return createBundle(now.flow, { vi: { ...vi, steps: { ...vi.steps, hello: { text } } }, en });
}

describe('a ward’s own words', () => {
  it('are said in place of the file’s, in their language alone, and change neither versions nor other sentences', () => {
    const own = withWords(book, words({ [hello]: '{{ward}} chào bà con.', 'shared.sticker': 'Cảm ơn ạ.' }));

    expect(sentencesOf(own, 'welcome', 'vi').get(hello)).toBe('{{ward}} chào bà con.');
    expect(own.shared.vi.sticker).toBe('Cảm ơn ạ.');
    expect(sentencesOf(own, 'welcome', 'en')).toEqual(sentencesOf(book, 'welcome', 'en'));
    expect(own.current.map(({ version }) => version)).toEqual(book.current.map(({ version }) => version));
    const others = (said: FlowBook) =>
      [...sentencesOf(said, 'welcome', 'vi')].filter(([key]) => key !== hello);
    expect(others(own)).toEqual(others(book));
  });

  it('are said in an older version that has the sentence, and left where it could not fill their blanks', () => {
    const fits = olderWelcome('{{ward}} kính chào.');
    const lacks = olderWelcome('Kính chào.');
    const pinned = createFlowBook(book, [fits, lacks]);

    const own = withWords(
      pinned,
      words({ [hello]: '{{ward}} chào bà con.', 'welcome.gone.text': 'Không ai nghe.' }),
    );

    const said = ({ version }: FlowBundle) => own.find('welcome', version)?.words.vi.steps.hello?.text;
    expect(said(fits)).toBe('{{ward}} chào bà con.');
    expect(said(lacks)).toBe('Kính chào.');
    expect(own.find('welcome', fits.version)?.version).toBe(fits.version);
  });

  it('leave all labels of a question as they were when two would be the same', () => {
    const taken = book.find('welcome')?.words.vi.steps.menu?.options?.online ?? '';

    const own = withWords(book, words({ 'welcome.menu.options.find': taken }));

    expect(own.find('welcome')?.words.vi.steps.menu?.options).toEqual(
      book.find('welcome')?.words.vi.steps.menu?.options,
    );
  });
});

describe('a wording', () => {
  it.each([
    ['keeps its blanks', hello, 'Chào bà con, đây là {{ ward }}.', null],
    ['stands nowhere', 'welcome.hello.help', 'Chào.', 'unknown'],
    ['is no key at all', 'hello', 'Chào.', 'unknown'],
    ['says nothing', hello, '  ', 'empty'],
    ['loses a blank', hello, 'Chào bà con.', 'placeholders'],
    ['invents a blank', hello, '{{ward}} {{phone}}', 'placeholders'],
    ['breaks a blank', hello, '{{ward}} {{ward}', 'placeholders'],
    ['is a label of 100 characters', 'welcome.menu.options.find', 'a'.repeat(100), null],
    ['is a label of 101 characters', 'welcome.menu.options.find', 'a'.repeat(101), 'label_too_long'],
    ['is the label of another option', 'welcome.menu.options.find', 'gap can bo', 'label_taken'],
  ])('that %s is judged so', (_what, key, text, fault) => {
    expect(faultOfWording(book, book, { key, language: 'vi', text })).toBe(fault);
  });

  it('may not be the label that the ward gave another option', () => {
    const spoken = withWords(book, words({ 'welcome.menu.options.officer': 'Nói chuyện với người' }));
    const wording = {
      key: 'welcome.menu.options.find',
      language: 'vi',
      text: 'Nói chuyện với người',
    } as const;

    expect(faultOfWording(book, spoken, wording)).toBe('label_taken');
  });
});
