import { expect, it } from 'vitest';
import { phoneLink, phoneText } from './phones.ts';

it.each([
  ['84900000011', '0900 000 011', 'tel:+84900000011'],
  ['842838000000', '02838000000', 'tel:+842838000000'],
  ['1022', '1022', 'tel:1022'],
])('%s is shown as %s', (phone, text, link) => {
  expect([phoneText(phone), phoneLink(phone)]).toEqual([text, link]);
});
