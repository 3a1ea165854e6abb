import { expect, it } from 'vitest';
import { normalisePhone } from './phone.ts';

it.each(['84900000001', '+84900000001', '0900000001', '0900 000 001', '0084-900.000.001', '(+84) 900000001'])(
  'reads %s as a phone number',
  (written) => {
    expect(normalisePhone(written)).toBe('84900000001');
  },
);

it.each(['', '12', '8088', 'VIETTEL', '84900000001234', 'số của tôi', '+1 202 555 0100'])(
  'does not read %s as one',
  (written) => {
    expect(normalisePhone(written)).toBeUndefined();
  },
);
