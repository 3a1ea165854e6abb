import { expect, it } from 'vitest';
import { looksLikePhone } from './phone.ts';

it('tells a phone number from an id of the vendor', () => {
  expect(looksLikePhone('84900000001')).toBe(true);
  expect(looksLikePhone('842000000001')).toBe(true);
  expect(looksLikePhone('8490000000123456789')).toBe(false);
});
