import { describe, expect, it } from 'vitest';
import { hashPassword, isWeakPassword, verifyPassword } from './passwords.ts';

describe('a password', () => {
  it('is the same however the keyboard composes its accents', async () => {
    const stored = await hashPassword('Gần dân từng ngày'.normalize('NFD'));
    expect(await verifyPassword(stored, 'Gần dân từng ngày'.normalize('NFC'))).toBe(true);
    expect(await verifyPassword(stored, 'Gan dan tung ngay')).toBe(false);
  });

  it('of somebody unknown is never right', async () => {
    expect(await verifyPassword(undefined, 'nobody has this password')).toBe(false);
  });

  const ward = 'Phường Bến Nước';
  it.each([
    ['short', 'ngắn quá rồi', false],
    ['one character short', 'abcdefghijk', true],
    ['one character again and again', 'aaaaaaaaaaaaaaaa', true],
    ['the sign-in name', 'Lan.Nguyen-2026!', true],
    ['a part of the sign-in name', 'xyz-Nguyễn-94817', true],
    ['the domain of the address', 'hoamai.example!94', true],
    ['one label of the domain', 'Example-948172635', true],
    ['the name of the ward', 'ben nuoc 9481726', true],
    ['the name of the ward with accents and dots', 'Bến.Nước.9481726', true],
    ['a sentence', 'con mèo trèo cây cau', false],
  ])('is judged weak or not: %s', (_what, password, weak) => {
    expect(isWeakPassword(password, { email: 'lan.nguyen@hoamai.example', ward })).toBe(weak);
  });
});
