import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const old = createSeal('an older secret of this test');
const now = createSeal('the present secret of this test', ['an older secret of this test']);

describe('a seal', () => {
  it('opens what it closed, and never twice to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = now.seal('phone', plain);
        expect(now.open('phone', sealed)).toEqual({ ok: true, value: plain });
        expect(now.seal('phone', plain)).not.toBe(sealed);
      }),
    );
  });

  it('opens what was closed with an earlier secret, not with a strange one', () => {
    expect(now.open('phone', old.seal('phone', 'x'))).toEqual({ ok: true, value: 'x' });
    const strange = createSeal('somebody else').seal('phone', 'x');
    expect(now.open('phone', strange)).toEqual({ ok: false, error: 'unknown_key' });
  });

  it('refuses another purpose, a changed letter and rubbish', () => {
    const sealed = now.seal('phone', 'secret text');
    expect(now.open('name', sealed)).toEqual({ ok: false, error: 'damaged' });
    const at = sealed.length - 5;
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(now.open('phone', changed)).toEqual({ ok: false, error: 'damaged' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(now.open('phone', text).ok).toBe(false);
      }),
    );
  });
});

describe('a keyed hash', () => {
  it('differs by purpose and by secret, and is found again after a change of secret', () => {
    expect(now.hash('code', '1')).toBe(now.hash('code', '1'));
    expect(now.hash('code', '1')).not.toBe(now.hash('phone', '1'));
    expect(now.hash('code', '1')).not.toBe(old.hash('code', '1'));
    expect(now.hashes('code', '1')).toEqual([now.hash('code', '1'), old.hash('code', '1')]);
  });
});
