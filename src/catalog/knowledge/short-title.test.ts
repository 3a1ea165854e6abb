import { describe, expect, it } from 'vitest';
import { shortTitle } from './short-title.ts';

describe('the title of a procedure', () => {
  const long = `Thủ tục cấp bản sao ${'rất dài '.repeat(10)}`;

  it.each([
    [
      'is the official name while it is short',
      'Thủ tục đăng ký khai sinh',
      ['làm giấy'],
      'Đăng ký khai sinh',
    ],
    ['is else a name that people use', long, [undefined, 'sao y'], 'Sao y'],
    [
      'is never cut when nobody has a short name for it',
      long,
      ['x'.repeat(61)],
      long.slice('Thủ tục c'.length),
    ],
  ])('%s', (_name, official, names, title) => {
    expect(shortTitle(official, names).toLowerCase()).toContain(title.toLowerCase());
  });
});
