import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../channels/channel.ts';
import type { SpokenMessage } from '../../../core/message.ts';
import { renderMessage } from './render-message.ts';

const wide: Capabilities = {
  maxTextChars: 4096,
  maxButtons: 10,
  maxButtonLabelChars: 40,
  maxButtonIdBytes: 64,
  linkButtons: true,
  requestsLocation: true,
  requestsContact: true,
  receivesPhotos: true,
  receivesFiles: true,
  opensMiniApp: false,
  replyWindowHours: null,
  freeReplyHours: null,
  officerWindowHours: null,
  templates: false,
  maxTextsPerAnswer: null,
  sendsPerSecond: 30,
  rateWindowSeconds: 1,
  sendsPerSecondPerChat: 1,
};
const choices = [
  { id: 'a:0', label: 'Giấy tờ cần có' },
  { id: 'a:1', label: 'Nộp ở đâu' },
];
const links = [{ label: 'Cổng Dịch vụ công', url: 'https://dichvucong.gov.vn' }];

describe('a message on a channel', () => {
  it('has buttons where they fit', () => {
    expect(renderMessage({ text: 'Chọn nhé', choices }, wide)).toEqual([
      { text: 'Chọn nhé', buttons: choices, linkButtons: [] },
    ]);
  });

  it.each([
    ['too many', { maxButtons: 1 }],
    ['too long', { maxButtonLabelChars: 9 }],
    ['their ids too long', { maxButtonIdBytes: 2 }],
  ])('has a numbered list when the buttons are %s', (_, limit) => {
    expect(renderMessage({ text: 'Chọn nhé', choices }, { ...wide, ...limit })).toEqual([
      { text: 'Chọn nhé\n1. Giấy tờ cần có\n2. Nộp ở đâu', buttons: [], linkButtons: [] },
    ]);
  });

  it('has link buttons, and plain addresses where there are none', () => {
    expect(renderMessage({ text: 'Xem', choices: [], links }, wide)[0]).toMatchObject({ linkButtons: links });
    expect(renderMessage({ text: 'Xem', choices: [], links }, { ...wide, linkButtons: false })[0]).toEqual({
      text: 'Xem\n\nCổng Dịch vụ công: https://dichvucong.gov.vn',
      buttons: [],
      linkButtons: [],
    });
  });

  it('keeps a question together with its choices when addresses are plain', () => {
    const [shown] = renderMessage(
      { text: 'Trả lời.\n\nGì nữa?', choices, links },
      { ...wide, maxButtons: 0 },
    );

    expect(shown?.text).toBe(
      'Trả lời.\n\nCổng Dịch vụ công: https://dichvucong.gov.vn\n\nGì nữa?\n1. Giấy tờ cần có\n2. Nộp ở đâu',
    );
  });

  it('counts link buttons and choices together', () => {
    const [shown] = renderMessage({ text: 'Xem', choices, links }, { ...wide, maxButtons: 2 });

    expect(shown).toMatchObject({ linkButtons: links, buttons: [] });
    expect(shown?.text).toContain('2. Nộp ở đâu');
  });

  it('is split at the end of a sentence, with the choices on the last part', () => {
    const text = `${'Câu thứ nhất khá dài. '.repeat(5)}Câu cuối.`;

    const parts = renderMessage({ text, choices }, { ...wide, maxTextChars: 60 });

    expect(parts.map((part) => part.text.at(-1))).toEqual(['.', '.', '.']);
    expect(parts.map((part) => part.buttons.length)).toEqual([0, 0, 2]);
    expect(parts.map((part) => part.text).join(' ')).toBe(text);
  });

  it('asks for a place only where the platform has a button for it', () => {
    const message: SpokenMessage = { text: 'Ở đâu?', choices: [], request: 'location' };

    expect(renderMessage(message, wide)[0]?.request).toBe('location');
    expect(renderMessage(message, { ...wide, requestsLocation: false })[0]).not.toHaveProperty('request');
  });

  it('is told briefly, in one piece, where every piece costs money', () => {
    const costly = { ...wide, maxButtons: 0, maxTextChars: 60, maxTextsPerAnswer: 1 };
    const long = 'Câu thứ nhất khá dài. '.repeat(9);

    expect(renderMessage({ text: long, brief: 'Ngắn.', choices }, costly)).toMatchObject([
      { text: 'Ngắn.\n1. Giấy tờ cần có\n2. Nộp ở đâu' },
    ]);
    expect(renderMessage({ text: long, choices: [] }, costly)).toMatchObject([
      { text: 'Câu thứ nhất khá dài. Câu thứ nhất khá dài. ...' },
    ]);
  });

  it('says nothing when there is nothing to say', () => {
    expect(renderMessage({ text: ' \0 ', choices: [] }, wide)).toEqual([]);
  });
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom('Giấy', 'tờ.', 'Phí?', '\n', '\n\n', 'e\u0302\u0301', '👩‍👩‍👧‍👦', 'x'.repeat(90)),
      { maxLength: 60 },
    )
    .map((all) => all.join(' ')),
);
const message: fc.Arbitrary<SpokenMessage> = fc.record({
  text: words,
  choices: fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 70 }),
      label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    }),
    {
      maxLength: 14,
      selector: ({ id }) => id,
    },
  ),
  links: fc.array(fc.record({ label: fc.string({ maxLength: 30 }), url: fc.webUrl() }), { maxLength: 3 }),
});
const withBrief: fc.Arbitrary<SpokenMessage> = fc
  .tuple(message, fc.option(words, { nil: undefined }))
  .map(([spoken, brief]) => (brief === undefined ? spoken : { ...spoken, brief }));
const capabilities: fc.Arbitrary<Capabilities> = fc
  .record({
    maxTextChars: fc.integer({ min: 20, max: 500 }),
    maxButtons: fc.integer({ min: 0, max: 13 }),
    maxButtonLabelChars: fc.integer({ min: 5, max: 100 }),
    maxButtonIdBytes: fc.integer({ min: 4, max: 64 }),
    linkButtons: fc.boolean(),
    requestsLocation: fc.boolean(),
    requestsContact: fc.boolean(),
  })
  .map((row) => ({ ...wide, ...row }));

/** Also channels on which every piece costs money. */
const anyCapabilities = fc
  .tuple(capabilities, fc.constantFrom(null, 1, 2))
  .map(([row, maxTextsPerAnswer]) => ({ ...row, maxTextsPerAnswer }));

describe('any message on any channel', () => {
  it('stays within every limit and loses no choice', () => {
    fc.assert(
      fc.property(withBrief, anyCapabilities, (spoken, limits) => {
        const parts = renderMessage(spoken, limits);
        const last = parts.at(-1);
        for (const part of parts) {
          expect(part.text).not.toBe('');
          expect(part.text.length).toBeLessThanOrEqual(limits.maxTextChars);
          expect(part.text.isWellFormed()).toBe(true);
          expect(part.buttons.length + part.linkButtons.length).toBeLessThanOrEqual(limits.maxButtons);
          if (part !== last) expect([...part.buttons, ...part.linkButtons]).toEqual([]);
          for (const { id, label } of part.buttons) {
            expect(label.length).toBeLessThanOrEqual(limits.maxButtonLabelChars);
            expect(Buffer.byteLength(id)).toBeLessThanOrEqual(limits.maxButtonIdBytes);
          }
        }
        const all = parts.map(({ text }) => text).join('\n');
        spoken.choices.forEach((_, at) => {
          const button = last?.buttons.length === spoken.choices.length;
          expect(button || all.includes(`${at + 1}.`)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every visible character of the text, in order', () => {
    const visible = (text: string) => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), capabilities, (text, limits) => {
        const parts = renderMessage({ text, choices: [] }, limits);
        const clean = visible(text).replace(/\p{Cc}/gu, '');
        expect(visible(parts.map((part) => part.text).join(''))).toBe(clean);
      }),
    );
  });

  it('never cuts inside a letter that fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('e\u0302\u0301', '👩‍👩‍👧‍👦', 'ữ', '🇻🇳'), { minLength: 1, maxLength: 80 }),
        (letters) => {
          const parts = renderMessage({ text: letters.join(''), choices: [] }, { ...wide, maxTextChars: 30 });
          const cut = new Intl.Segmenter('vi', { granularity: 'grapheme' });
          const shown = parts.flatMap((part) => [...cut.segment(part.text)].map(({ segment }) => segment));
          expect(shown).toEqual(letters);
        },
      ),
    );
  });
});
