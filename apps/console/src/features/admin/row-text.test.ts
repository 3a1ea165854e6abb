import { describe, expect, it } from 'vitest';
import { missingIn, refusedIn, toBody, toText } from './row-text.ts';
import { type Field, findSection } from './sections.ts';

const fieldsOf = (name: string) => findSection(name)?.fields ?? [];

describe('a row of an administrators’ list', () => {
  it('comes out of its form as it went in', () => {
    const office = {
      code: 'dia-chinh',
      name: 'Tổ Địa chính',
      aliases: ['địa chính', 'nhà đất'],
      kind: 'external',
      about: null,
      phone: '0900 000 001',
      address: null,
      website: null,
      notify: { telegramChat: '-100' },
    };

    expect(toBody(fieldsOf('offices'), toText(fieldsOf('offices'), office))).toEqual(office);
  });

  it('keeps numbers, dates, and a choice between yes, no and either', () => {
    const rule = {
      kind: 'feedback',
      category: null,
      urgent: null,
      step: 'answer',
      value: 7,
      unit: 'working_day',
      legalBasis: 'Quyết định của tỉnh',
      effectiveFrom: '2026-01-01',
      effectiveTo: null,
    };
    const fields = fieldsOf('deadline-rules');

    expect(toBody(fields, toText(fields, rule))).toEqual(rule);
    expect(toBody(fields, { ...toText(fields, rule), urgent: 'true' })).toEqual({ ...rule, urgent: true });
  });

  it('lacks what must be there', () => {
    const fields = fieldsOf('categories');

    expect(missingIn(fields, toText(fields, null))).toEqual(['code', 'vi', 'en']);
  });
});

it('what the house refused is marked at its field, also inside another one or a list', () => {
  const asked: readonly Field[] = [
    { name: 'name', kind: 'text' },
    { name: 'aliases', kind: 'names' },
    { name: 'notifyEmail', kind: 'text', within: { field: 'notify', key: 'email' } },
    { name: 'notifyTelegram', kind: 'text', within: { field: 'notify', key: 'telegramChat' } },
  ];
  expect(refusedIn(asked, ['aliases.0', 'notify.email', 'kind'])).toEqual(['aliases', 'notifyEmail']);
});
