import { describe, expect, it } from 'vitest';
import { changesBetween, type Version } from './version-changes.ts';

const none = {
  contacts: [],
  hotline: null,
  website: null,
  map: null,
  officerAnswersWithinWorkingHours: null,
};
const version = (parts: Partial<Version>): Version => ({
  id: 1,
  version: 1,
  state: 'replaced',
  author: null,
  at: 0,
  contacts: null,
  hours: null,
  ...parts,
});

describe('what changed from one version of the ward to the next', () => {
  it('names contacts that came, went and were changed, and fields', () => {
    const before = version({
      contacts: {
        ...none,
        hotline: '0900 000 001',
        contacts: [{ name: 'Một cửa', phone: '0900 000 002' }, { name: 'Công an' }],
      },
    });
    const after = version({
      contacts: {
        ...none,
        website: 'https://phuong.example',
        contacts: [{ name: 'Một cửa', phone: '0900 000 003' }, { name: 'Trạm y tế' }],
      },
    });

    expect(changesBetween(before, after)).toEqual([
      { kind: 'field', name: 'hotline', before: '0900 000 001', after: '' },
      { kind: 'field', name: 'website', before: '', after: 'https://phuong.example' },
      { kind: 'contact', name: 'Một cửa', before: 'Một cửa, 0900 000 002', after: 'Một cửa, 0900 000 003' },
      { kind: 'contact', name: 'Công an', before: 'Công an', after: '' },
      { kind: 'contact', name: 'Trạm y tế', before: '', after: 'Trạm y tế' },
    ]);
  });

  it('names weekdays and years', () => {
    const hours = { weekly: { mon: [{ from: '07:30', to: '11:30' }] }, years: [] };
    const year = {
      year: 2027,
      source: 'Thông báo',
      closed: [{ date: '2027-01-01', name: 'Tết' }],
      worked: [],
    };

    expect(
      changesBetween(
        version({ hours }),
        version({
          hours: { weekly: { ...hours.weekly, tue: [{ from: '08:00', to: '10:00' }] }, years: [year] },
        }),
      ),
    ).toEqual([
      { kind: 'day', name: 'tue', before: '', after: '08:00-10:00' },
      { kind: 'year', name: '2027', before: '', after: 'Thông báo, 2027-01-01 Tết' },
    ]);
  });

  it('is nothing between two that are the same', () => {
    expect(changesBetween(version({ contacts: none }), version({ contacts: none }))).toEqual([]);
  });
});
