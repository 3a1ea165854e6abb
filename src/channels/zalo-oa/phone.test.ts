import { expect, it } from 'vitest';
import { looksLikePhone, vietnamPhone } from './phone.ts';

it.each(['84900000001', '+84900000001', '0900000001', '0900 000 001', '0084-900.000.001', '(+84) 900000001'])(
  'reads %s as a phone number',
  (written) => {
    expect(vietnamPhone(written)).toBe('84900000001');
  },
);

it.each(['', '12', '900000001', '84900000001234', 'số của tôi', '+1 202 555 0100'])(
  'does not read %s as one',
  (written) => {
    expect(vietnamPhone(written)).toBeUndefined();
  },
);

it('tells a phone number from an id of the vendor', () => {
  expect(looksLikePhone('84900000001')).toBe(true);
  expect(looksLikePhone('842000000001')).toBe(true);
  expect(looksLikePhone('8490000000123456789')).toBe(false);
});
