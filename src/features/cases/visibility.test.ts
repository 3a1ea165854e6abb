import { describe, expect, it } from 'vitest';
import type { StaffRole } from '../../core/case.ts';
import { maySee, maySeeCitizen, type Place, sightOf } from './visibility.ts';

const me = 7;
const sight = (...grants: [StaffRole, number?][]) =>
  sightOf({
    staffId: me,
    grants: grants.map(([role, place]) => ({
      role,
      officeId: role === 'officer' || role === 'lead' ? (place ?? null) : null,
      neighbourhoodId: role === 'head' ? (place ?? null) : null,
    })),
  });
const place = (over: Partial<Place> = {}): Place => ({
  officeId: null,
  neighbourhoodId: null,
  assigneeId: null,
  chairOnly: false,
  ...over,
});

describe('a case is seen', () => {
  it.each<[StaffRole, boolean, boolean]>([
    ['approver', true, true],
    ['dispatcher', true, false],
    ['communications', true, false],
    ['auditor', true, false],
    ['officer', false, false],
    ['lead', false, false],
    ['head', false, false],
    ['admin', false, false],
  ])('by the %s in general: %s; when about the conduct of staff: %s', (role, usual, chairOnly) => {
    expect(maySee(sight([role]), place())).toBe(usual);
    expect(maySee(sight([role]), place({ chairOnly: true }))).toBe(chairOnly);
  });

  it('by officers and leads of its office and the head of its neighbourhood, by no other', () => {
    expect(maySee(sight(['officer', 3]), place({ officeId: 3 }))).toBe(true);
    expect(maySee(sight(['lead', 3]), place({ officeId: 3 }))).toBe(true);
    expect(maySee(sight(['officer', 3]), place({ officeId: 4, neighbourhoodId: 3 }))).toBe(false);
    expect(maySee(sight(['head', 3]), place({ neighbourhoodId: 3 }))).toBe(true);
    expect(maySee(sight(['head', 3]), place({ neighbourhoodId: 4, officeId: 3 }))).toBe(false);
    expect(maySee(sight(['officer', 3], ['head', 5]), place({ neighbourhoodId: 5 }))).toBe(true);
  });

  it('by whom it is assigned to, also when only the chair sees its kind', () => {
    expect(maySee(sight(['officer', 3]), place({ officeId: 4, assigneeId: me }))).toBe(true);
    expect(maySee(sight(['officer', 3]), place({ chairOnly: true, assigneeId: me }))).toBe(true);
    expect(maySee(sight(['officer', 3]), place({ officeId: 3, chairOnly: true, assigneeId: 8 }))).toBe(false);
  });

  it('never by an admin alone, whatever else they are not', () => {
    expect(maySee(sight(['admin']), place({ assigneeId: me }))).toBe(false);
    expect(maySee(sight(['admin'], ['dispatcher']), place())).toBe(true);
  });
});

describe('who the citizen is', () => {
  const of = (identityShown: boolean, assigneeId: number | null, deputyId: number | null = null) => ({
    identityShown,
    assigneeId,
    deputyId,
  });

  it('is for everybody who sees the case where it is shown, else for the handler and the chair', () => {
    expect(maySeeCitizen(sight(['officer', 3]), of(true, null))).toBe(true);
    expect(maySeeCitizen(sight(['dispatcher']), of(false, 8))).toBe(false);
    expect(maySeeCitizen(sight(['lead', 3]), of(false, null))).toBe(false);
    expect(maySeeCitizen(sight(['officer', 3]), of(false, me))).toBe(true);
    expect(maySeeCitizen(sight(['approver']), of(false, 8))).toBe(true);
    expect(maySeeCitizen(sight(['officer', 3]), of(false, 8, me))).toBe(true);
  });
});
