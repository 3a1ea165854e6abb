import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { loadSendingRules } from '../catalog/load-sending-rules.ts';
import { limitPerPerson, opensAt, type SendingRules } from './sending-rules.ts';

const row = { channel: 'sms', source: 'một nghị định', confidence: 'C' } as const;
const rules: SendingRules = {
  spec: 1,
  hours: [
    { ...row, purposes: ['notice', 'broadcast'], from: '07:00', to: '22:00', effectiveFrom: '2020-10-01' },
    { ...row, purposes: ['broadcast'], from: '08:00', to: '20:00', effectiveFrom: '2027-01-01' },
  ],
  perPerson: [{ ...row, purposes: ['broadcast'], most: 3, withinHours: 24, effectiveFrom: '2020-10-01' }],
};
const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string): number => DateTime.fromISO(text, { zone }).toMillis();
const opening = (text: string, purpose: 'answer' | 'notice' | 'broadcast' = 'broadcast', channel = 'sms') => {
  const opens = opensAt(rules, { channel, purpose, now: at(text) });
  return opens === undefined ? 'now' : DateTime.fromMillis(opens, { zone }).toFormat('yyyy-MM-dd HH:mm');
};

describe('what nobody asked for', () => {
  it.each([
    ['2026-11-25T06:59', '2026-11-25 07:00'],
    ['2026-11-25T07:00', 'now'],
    ['2026-11-25T21:59', 'now'],
    ['2026-11-25T22:00', '2026-11-26 07:00'],
    ['2026-12-31T23:30', '2027-01-01 07:00'],
    ['2027-01-01T07:30', '2027-01-01 08:00'],
    ['2026-02-28T23:59', '2026-03-01 07:00'],
  ])('at %s goes %s', (moment, opens) => {
    expect(opening(moment)).toBe(opens);
  });

  it('is told apart from an answer, and from other channels', () => {
    expect(opening('2026-11-25T23:00', 'answer')).toBe('now');
    expect(opening('2026-11-25T23:00', 'broadcast', 'telegram')).toBe('now');
  });

  it('may go at the moment that is named, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01'), max: at('2028-01-01') }), (now) => {
        const opens = opensAt(rules, { channel: 'sms', purpose: 'broadcast', now });
        if (opens === undefined) return;
        expect(opens).toBeGreaterThan(now);
        expect(opens - now).toBeLessThanOrEqual(24 * 3_600_000);
      }),
    );
  });

  it('is limited per person where the law says so', () => {
    const occasion = { purpose: 'broadcast', now: at('2026-11-25T12:00') } as const;
    expect(limitPerPerson(rules, { ...occasion, channel: 'sms' })).toMatchObject({
      most: 3,
      withinHours: 24,
    });
    expect(limitPerPerson(rules, { ...occasion, channel: 'web-chat' })).toBeUndefined();
  });
});

it('content/law/sending.yaml is read', () => {
  expect(loadSendingRules('.')).toMatchObject({ ok: true });
});
