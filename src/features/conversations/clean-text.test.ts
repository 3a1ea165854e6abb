import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toStorableJson } from './clean-text.ts';

it('takes out what PostgreSQL cannot store and keeps the rest', () => {
  const json = toStorableJson({ text: 'a\u0000b\ud83dc', kept: 'giấy 😀 \\u0000' });

  expect(JSON.parse(json)).toEqual({ text: 'ab\ufffdc', kept: 'giấy 😀 \\u0000' });
});

it('never leaves a NUL or half a surrogate pair, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const [text, nested] = JSON.parse(toStorableJson([one, { nested: other }])) as [
        string,
        { nested: string },
      ];
      for (const part of [text, nested.nested]) {
        expect(part).not.toContain('\u0000');
        expect(part.isWellFormed()).toBe(true);
      }
    }),
  );
  // Property tests make whole code points only: half a pair is put in by hand.
  expect(toStorableJson('\udc00')).toBe('"\ufffd"');
});
