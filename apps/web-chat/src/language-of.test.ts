import { expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

it.each([
  ['Giấy tờ cần nộp – Đăng ký khai sinh:\n- Tờ khai đăng ký khai sinh – 1 bản chính', 'vi'],
  ['Phường Gần Dân xin chào bà con!'.normalize('NFD'), 'vi'],
  [
    'Papers for “Đăng ký khai sinh” (birth registration): the form, the birth certificate of the hospital',
    'en',
  ],
  ['Hello! I am the automatic assistant of Phường Gần Dân.', 'en'],
  ['OK', undefined],
  ['123 – 456', undefined],
] as const)('%s is read in its language', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
