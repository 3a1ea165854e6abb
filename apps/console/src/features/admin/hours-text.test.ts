import { describe, expect, it } from 'vitest';
import { OfficeHoursInput } from '../../../../../src/contracts/console/hours.ts';
import { closedText, intervalsText, readYear, withIntervals, workedText } from './hours-text.ts';

const year = {
  year: 2026,
  source: 'Thông báo nghỉ lễ',
  closed: [{ date: '2026-01-01', name: 'Tết Dương lịch' }],
  worked: [{ date: '2026-08-22', name: 'Làm bù', as: 'mon' as const }],
};
const hours = {
  weekly: {
    mon: [
      { from: '07:30', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ],
  },
  years: [year],
};

describe('opening hours as text', () => {
  it('come back as they were', () => {
    const text = intervalsText(hours, 'mon');

    expect(text).toBe('07:30-11:30, 13:30-17:00');
    expect(withIntervals(hours, 'mon', text)).toEqual(hours);
    expect(readYear(year, { closed: closedText(year), worked: workedText(year) })).toEqual(year);
  });

  it('take a single digit for an hour', () => {
    expect(withIntervals(hours, 'sat', '8:00 - 11:00').weekly).toMatchObject({
      sat: [{ from: '08:00', to: '11:00' }],
    });
  });

  it('are refused by their shape when a line makes no sense', () => {
    const broken = { ...hours, years: [readYear(year, { closed: 'mai nghỉ', worked: '' })] };

    expect(OfficeHoursInput.safeParse(hours).success).toBe(true);
    expect(OfficeHoursInput.safeParse(broken).success).toBe(false);
  });
});
