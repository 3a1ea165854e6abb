import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRouting, type RoutingRule, routeCase } from './case-routing.ts';

const all: RoutingRule = {
  id: 1,
  category: null,
  neighbourhoodId: null,
  keyword: null,
  officeId: 10,
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
};
const place = { ...all, id: 2, neighbourhoodId: 5, officeId: 20 };
const subject = { ...all, id: 3, category: 'lighting', officeId: 30 };
const both = { ...subject, id: 4, neighbourhoodId: 5, officeId: 40 };
const word = { ...all, id: 5, keyword: 'Cột điện', officeId: 50 };
const wordAtPlace = { ...word, id: 6, neighbourhoodId: 5, officeId: 60 };
const wordOnSubject = { ...word, id: 7, category: 'lighting', officeId: 70 };
const wordOnBoth = { ...wordOnSubject, id: 8, neighbourhoodId: 5, officeId: 80 };
const ladder = [wordOnBoth, wordOnSubject, wordAtPlace, word, both, subject, place, all];
const input = {
  category: 'lighting',
  neighbourhoodId: 5,
  text: 'cot dien nghieng sap do',
  on: '2026-11-22',
};

describe('the office of a case', () => {
  it.each(ladder.map((rule, index) => [rule.id, index]))(
    'is told by rule %d when the %d more specific ones are not there',
    (id, above) => {
      expect(routeCase(ladder.slice(above).toReversed(), input)?.ruleId).toBe(id);
    },
  );

  it('comes with the conditions that decided', () => {
    expect(routeCase(ladder, input)).toEqual({
      officeId: 80,
      ruleId: 8,
      why: ['keyword', 'category', 'neighbourhood'],
    });
    expect(routeCase([all], input)?.why).toEqual([]);
  });

  it('is nobody’s where no rule holds: the dispatcher’s desk', () => {
    expect(routeCase([], input)).toBeNull();
    expect(routeCase([subject, place], { ...input, category: 'noise', neighbourhoodId: null })).toBeNull();
  });

  it.each([
    ['cột điện', 'CỘT ĐIỆN trước cổng trường', true],
    ['cột điện', 'cot  dien, nghieng', true],
    ['cot dien', 'cột điện', true],
    ['huỷ', 'bị hủy', true],
    ['điện', 'diễn ra lúc tối', true],
    ['điện', 'mất điệnn', false],
    ['cột điện', 'cột của điện lực', false],
    ['rác', 'bác thợ', false],
    ['!!!', 'gấp!!!', false],
    ['', 'bất cứ điều gì', false],
  ])('by the keyword "%s" takes "%s": %s', (keyword, text, taken) => {
    expect(routeCase([{ ...word, keyword }], { ...input, text }) !== null).toBe(taken);
  });

  it('changes on the day that a rule begins, and the day after it ends', () => {
    const rule = { ...all, effectiveFrom: '2026-11-01', effectiveTo: '2026-11-30' };
    const routed = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(
      (on) => routeCase([rule], { ...input, on }) !== null,
    );
    expect(routed).toEqual([false, true, true, false]);
  });

  it('among equals is told by the newer rule, then by the higher id', () => {
    const newer = { ...subject, id: 1, effectiveFrom: '2026-06-01' };
    const twin = { ...subject, id: 9 };
    expect(routeCase([subject, newer, twin], input)?.ruleId).toBe(1);
    expect(routeCase([subject, twin], input)?.ruleId).toBe(9);
  });
});

describe('the explanation', () => {
  it('lists every rule in the order asked, with all that kept it from matching', () => {
    const late = { ...wordOnBoth, id: 20, category: 'noise', effectiveFrom: '2027-01-01' };
    const gone = { ...place, id: 21, effectiveTo: '2026-06-30' };
    const said = explainRouting([gone, all, late, subject], { ...input, text: 'đèn tắt' });
    expect(said.map(({ rule, chosen, whyNot }) => [rule.id, chosen, whyNot])).toEqual([
      [20, false, ['not_yet', 'keyword', 'category']],
      [3, true, []],
      [21, false, ['expired']],
      [1, false, []],
    ]);
    expect(said.map(({ matched }) => matched)).toEqual([false, true, false, true]);
  });

  it('agrees with the routing, whatever the order of the rules', () => {
    const rule = fc.record({
      id: fc.integer({ min: 1, max: 1000 }),
      category: fc.constantFrom(null, 'lighting', 'noise'),
      neighbourhoodId: fc.constantFrom(null, 5, 6),
      keyword: fc.constantFrom(null, 'đèn', 'rác'),
      officeId: fc.integer({ min: 1, max: 9 }),
      effectiveFrom: fc.constantFrom('2026-01-01', '2026-06-01', '2027-01-01'),
      effectiveTo: fc.constantFrom(null, '2026-12-31', '2026-10-01'),
    });
    const many = fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 12 });
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.nat()), (rules, keys) => {
        const order = rules.map((one) => ({ one, key: keys.next().value }));
        const shuffled = order.toSorted((a, b) => a.key - b.key).map(({ one }) => one);
        const said = { ...input, text: 'đèn hỏng' };
        const route = routeCase(shuffled, said);
        expect(route).toEqual(routeCase(rules, said));
        const chosen = explainRouting(rules, said).filter((one) => one.chosen);
        expect(chosen.map((one) => one.rule.id)).toEqual(route ? [route.ruleId] : []);
      }),
    );
  });
});
