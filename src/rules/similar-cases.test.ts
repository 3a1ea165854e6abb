import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseSketch, findSimilar, metresBetween } from './similar-cases.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-22T09:00:00+07:00');
const sketch: CaseSketch = {
  category: 'lighting',
  neighbourhoodId: 5,
  place: null,
  text: 'Đèn đường hẻm 45 hỏng ba ngày nay, tối quá',
  receivedAt: now,
};
const matches = (one: Partial<CaseSketch>, other: Partial<CaseSketch>): boolean =>
  findSimilar({ ...sketch, ...one }, [{ ...sketch, ...other, id: 1 }]).length > 0;
const here = { latitude: 10.7626, longitude: 106.6601 };
/** A degree of latitude is about 111 km. */
const north = (metres: number) => ({ ...here, latitude: here.latitude + metres / 111_195 });

describe('words of two cases', () => {
  it.each([
    ['Đèn đường hẻm 45 hỏng ba ngày nay', 'den duong hem 45 bi hong, toi lam'],
    ['Bóng đèn đường hẻm 45 không sáng', 'Xin báo: đèn đường trong hẻm 45 không sáng'],
    ['Rác đổ trộm đầu hẻm 12, bốc mùi hôi', 'co nguoi do rac trom o dau hem 12 hoi qua'],
    ['Ổ gà lớn trước trường Hoa Mai', 'Trước cổng trường Hoa Mai có ổ gà lớn'],
    ['Nhà số 7 hát karaoke ồn ào ban đêm', 'karaoke on ao ban dem o nha so 7'],
    ['Cống tắc gây ngập đường Hoa Sữa', 'Đường Hoa Sữa ngập vì cống tắc, xin xử lý sớm'],
    ['Cây xanh ngã đổ chắn lối đi', 'cay xanh nga do chan loi di roi ạ'],
  ])('"%s" and "%s" tell the same', (one, other) => {
    expect(matches({ text: one }, { text: other })).toBe(true);
    expect(matches({ text: other }, { text: one })).toBe(true);
  });

  it.each([
    // Two alleys, two houses, two lamp posts.
    ['Rác đổ trộm đầu hẻm 12', 'Rác đổ trộm đầu hẻm 45'],
    ['Nhà số 7 hát karaoke ồn ào ban đêm', 'Nhà số 19 hát karaoke ồn ào ban đêm'],
    ['Đèn đường cột số 14 không sáng', 'Đèn đường cột số 15 không sáng'],
    // Only the polite words are the same.
    ['Xin phường cho biết khi nào sửa cầu', 'Xin phường cho biết khi nào thu rác'],
    ['Cống tắc gây ngập', 'Đèn đường nhấp nháy'],
    ['Rác', 'rác'],
    // Of the same kind in the same neighbourhood, and nothing says that it is the same spot.
    ['Đèn đường hư khu phố 2', 'đèn đường hư ở khu phố 2'],
    ['Đèn đường Hoa Sen hư ba hôm', 'Đèn đường Hoa Mai hư ba hôm'],
    ['', ''],
    ['Đèn hỏng', 'Đèn hẻm 45 hỏng, cây ngã, rác chất đống trước trường, nước tràn ra cả lối đi'],
  ])('"%s" and "%s" do not', (one, other) => {
    expect(matches({ text: one }, { text: other })).toBe(false);
  });
});

describe('likely duplicates', () => {
  it.each([
    ['another category', { category: 'noise' }, false],
    ['another neighbourhood', { neighbourhoodId: 6 }, false],
    ['no neighbourhood known', { neighbourhoodId: null }, false],
    ['thirty days ago', { receivedAt: now - 30 * day }, true],
    ['longer ago', { receivedAt: now - 30 * day - 1 }, false],
    ['later than the candidate', { receivedAt: now + 2 * day }, true],
  ] as const)('among cases with %s: %s', (_, other, found) => {
    expect(matches({}, other)).toBe(found);
  });

  it('are found by what was said of the place apart from the text', () => {
    const text = 'Đèn đường hư, tối quá';
    const where = 'trước số 12 đường Hoa Sen';

    expect(matches({ text, where }, { text, where: 'số 12 Hoa Sen' })).toBe(true);
    expect(matches({ text, where }, { text, where: 'số 40 đường Hoa Sen' })).toBe(false);
    expect(matches({ text, where }, { text, where: 'đường Hoa Sen' })).toBe(true);
    expect(matches({ text }, { text })).toBe(false);
  });

  it('are not found by having no neighbourhood in common', () => {
    expect(matches({ neighbourhoodId: null }, { neighbourhoodId: null })).toBe(false);
  });

  it.each([
    [140, 6, true],
    [160, 6, false],
    [160, 5, false],
  ])('%d m apart, neighbourhood %d: %s', (metres, neighbourhoodId, found) => {
    expect(matches({ place: here }, { place: north(metres), neighbourhoodId })).toBe(found);
  });

  it('fall back on the neighbourhood when one of them has no place', () => {
    expect(matches({ place: here }, {})).toBe(true);
  });

  it('come best first, three at most', () => {
    const others = [
      { ...sketch, id: 'old', receivedAt: now - 20 * day },
      { ...sketch, id: 'far', place: north(120) },
      { ...sketch, id: 'near', place: north(5) },
      { ...sketch, id: 'same words', text: 'Đèn đường hẻm 45 hỏng', place: north(5) },
      { ...sketch, id: 'other', text: 'Cống tắc gây ngập' },
    ];
    const found = findSimilar({ ...sketch, place: here }, others);
    expect(found.map(({ id }) => id)).toEqual(['near', 'same words', 'far']);
    expect(findSimilar(sketch, others, { most: 1 })).toHaveLength(1);
  });

  it('keep to the limits that a caller sets', () => {
    const other = { ...sketch, id: 1, place: north(300), receivedAt: now - 40 * day };
    const candidate = { ...sketch, place: here };
    expect(findSimilar(candidate, [other])).toEqual([]);
    expect(findSimilar(candidate, [other], { metres: 400, days: 60 })).toHaveLength(1);
    expect(
      findSimilar(candidate, [{ ...other, text: 'đèn đường tối' }], { metres: 400, days: 60, overlap: 0.9 }),
    ).toEqual([]);
  });

  it('score alike both ways, and never over 1', () => {
    const words = fc.array(fc.constantFrom('đèn', 'đường', 'hỏng', 'rác', 'hẻm', '12', '45', 'ngập'), {
      maxLength: 8,
    });
    const any = fc.record({
      category: fc.constant('lighting'),
      neighbourhoodId: fc.constantFrom(5, 6, null),
      place: fc.option(fc.integer({ min: 0, max: 300 }).map(north)),
      text: words.map((list) => list.join(' ')),
      receivedAt: fc.integer({ min: now - 40 * day, max: now }),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [there] = findSimilar(one, [{ ...other, id: 1 }]);
        const [back] = findSimilar(other, [{ ...one, id: 1 }]);
        expect(back?.score ?? 0).toBeCloseTo(there?.score ?? 0);
        expect(there?.score ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the distance of two places', () => {
  it.each([
    [{ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 }, 111_195],
    // Hà Nội to Huế, and straight through the earth.
    [{ latitude: 21.0285, longitude: 105.8542 }, { latitude: 16.4637, longitude: 107.5909 }, 539_300],
    [{ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 }, 20_015_087],
    [here, here, 0],
  ])('%j to %j is %d m', (one, other, metres) => {
    expect(Math.abs(metresBetween(one, other) - metres)).toBeLessThanOrEqual(metres * 0.01);
  });
});
