import { describe, expect, it } from 'vitest';
import { isSameSecret } from './same-secret.ts';

describe('a secret', () => {
  it('matches itself and nothing else', () => {
    expect(isSameSecret('một bí mật', 'một bí mật')).toBe(true);
    expect(isSameSecret('một bí mật', 'một bí mậtx')).toBe(false);
    expect(isSameSecret('một bí mật', undefined)).toBe(false);
  });

  it('that is empty matches nobody, so a missing setting opens no door', () => {
    expect(isSameSecret('', '')).toBe(false);
    expect(isSameSecret('', undefined)).toBe(false);
  });
});
