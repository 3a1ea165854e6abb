import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

describe('JSON with long ids', () => {
  it('keeps every digit of a number that would lose some', () => {
    expect(parseJson('{"id":24681357902468135,"ids":[-9007199254740993123]}')).toEqual({
      id: '24681357902468135',
      ids: ['-9007199254740993123'],
    });
  });

  it.each([
    '{"a":"id 24681357902468135 \\" 1"}',
    '[10.7612345678901234567, 1e21, 123456789012345, "\\u0041\\\\"]',
  ])('leaves strings, fractions and short numbers as they are: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('reads what JSON.parse reads, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        if (/\d{16}/.test(text)) return;
        let plain: unknown;
        try {
          plain = JSON.parse(text);
        } catch {
          plain = undefined;
        }
        expect(parseJson(text)).toEqual(plain);
      }),
    );
  });
});
