import { describe, expect, it } from 'vitest';
import { plainName } from './plain-name.ts';

describe('the plain name of a procedure', () => {
  it.each([
    ['Thủ tục đăng ký khai sinh', 'Đăng ký khai sinh'],
    ['Đăng ký tạm trú', 'Đăng ký tạm trú'],
    ['Thủ tục: cấp bản sao', 'Cấp bản sao'],
  ])('%s -> %s', (official, plain) => {
    expect(plainName(official)).toBe(plain);
  });
});
