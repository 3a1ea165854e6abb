import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../core/actor.ts';
import { caseStates, type StaffRole, staffRoles } from '../../core/case.ts';
import { wardId } from '../../core/ids.ts';
import { type ActFacts, actsOf, type CaseAct } from './acts.ts';

const me = 7;
const actor = (...roles: StaffRole[]): Actor => ({
  staffId: me,
  wardId: wardId(1),
  name: 'An',
  grants: roles.map((role) => ({ role, officeId: 3, neighbourhoodId: 5 })),
});
const aCase = (over: Partial<ActFacts> = {}): ActFacts => ({
  state: 'new',
  officeId: 3,
  neighbourhoodId: 5,
  assigneeId: null,
  deputyId: null,
  chairOnly: false,
  withHead: false,
  waitingAnswerBy: null,
  ...over,
});

describe('what one may do with a new case', () => {
  it.each<[StaffRole, CaseAct[]]>([
    ['dispatcher', ['claim', 'assign', 'transfer', 'refer', 'merge', 'decline', 'note']],
    ['officer', ['claim', 'transfer', 'pause', 'note', 'answer']],
    ['lead', ['claim', 'assign', 'transfer', 'pause', 'note', 'answer']],
    ['communications', []],
    ['approver', ['claim', 'assign', 'transfer', 'refer', 'pause', 'merge', 'decline', 'note', 'answer']],
    ['admin', []],
    ['auditor', []],
    ['head', ['note']],
  ])('as %s', (role, acts) => {
    expect(actsOf(actor(role), aCase())).toEqual(acts);
  });

  it('as the neighbourhood’s head who holds it: take and answer it; its office waits', () => {
    const held = aCase({ withHead: true });
    expect(actsOf(actor('head'), held)).toEqual(['claim', 'note', 'answer']);
    expect(actsOf(actor('officer'), held)).not.toContain('claim');
    expect(actsOf(actor('lead'), held)).toContain('claim');
  });
});

describe('a case about the conduct of staff', () => {
  it('moves only by the chair and whom the chair chose, and never to an office', () => {
    const theirs = aCase({ chairOnly: true, officeId: null, assigneeId: me, state: 'in_progress' });
    expect(actsOf(actor('officer'), theirs)).toEqual(['pause', 'note', 'answer']);
    expect(actsOf(actor('approver'), theirs)).not.toContain('transfer');
  });
});

describe('a case that somebody has', () => {
  const theirs = aCase({ assigneeId: 8, state: 'in_progress' });

  it.each<[StaffRole, CaseAct[]]>([
    ['officer', ['take_over', 'note']],
    ['lead', ['take_over', 'assign', 'transfer', 'pause', 'note', 'answer']],
    ['dispatcher', ['assign', 'transfer', 'refer', 'merge', 'decline', 'note']],
    ['approver', ['assign', 'transfer', 'refer', 'pause', 'merge', 'decline', 'note', 'answer']],
    ['head', ['note']],
  ])('is not for a colleague to move: as %s', (role, acts) => {
    expect(actsOf(actor(role), theirs)).toEqual(acts);
  });

  it('is done by its assignee, and by the deputy while they are away', () => {
    const own = ['transfer', 'pause', 'note', 'answer'];
    expect(actsOf(actor('officer'), { ...theirs, assigneeId: me })).toEqual(own);
    expect(actsOf(actor('officer'), { ...theirs, deputyId: me })).toEqual(['take_over', ...own]);
    expect(actsOf(actor('officer'), { ...theirs, state: 'waiting' })).not.toContain('resume');
  });

  it('stays with the neighbourhood’s head against the officers of the office', () => {
    expect(actsOf(actor('officer'), { ...theirs, withHead: true })).toEqual(['note']);
  });
});

const facts = fc.record<ActFacts>({
  state: fc.constantFrom(...caseStates),
  officeId: fc.constantFrom(null, 3, 4),
  neighbourhoodId: fc.constantFrom(null, 5, 6),
  assigneeId: fc.constantFrom(null, me, 8),
  deputyId: fc.constantFrom(null, me, 9),
  chairOnly: fc.boolean(),
  withHead: fc.boolean(),
  waitingAnswerBy: fc.constantFrom(null, me, 8),
});
const actors = fc.subarray([...staffRoles]).map((roles) => actor(...roles));

describe('whatever the case and whoever acts', () => {
  it('only readers read: admin, auditor and communications never change a case that is not theirs', () => {
    const readers = fc.subarray<StaffRole>(['admin', 'auditor', 'communications']);
    fc.assert(
      fc.property(readers, facts, (roles, given) => {
        const acts = actsOf(actor(...roles), { ...given, assigneeId: null, deputyId: null });
        expect(acts.filter((act) => act !== 'publish')).toEqual([]);
      }),
    );
  });

  it('nobody approves their own answer, and only the chair approves', () => {
    fc.assert(
      fc.property(actors, facts, (who, given) => {
        if (!actsOf(who, given).includes('approve')) return;
        expect(given.waitingAnswerBy).toBe(8);
        expect(who.grants.some(({ role }) => role === 'approver')).toBe(true);
      }),
    );
  });

  it('an end admits only notes, publication and reopening; and a merged or withdrawn case stays ended', () => {
    fc.assert(
      fc.property(actors, facts, (who, given) => {
        if (['new', 'in_progress', 'waiting'].includes(given.state)) return;
        const acts = actsOf(who, given);
        expect(acts.filter((act) => !['note', 'publish', 'reopen'].includes(act))).toEqual([]);
        if (given.state === 'merged' || given.state === 'withdrawn') expect(acts).not.toContain('reopen');
      }),
    );
  });

  it('more roles never take a right away', () => {
    fc.assert(
      fc.property(actors, fc.constantFrom(...staffRoles), facts, (who, role, given) => {
        const more = { ...who, grants: [...who.grants, ...actor(role).grants] };
        expect(actsOf(more, given)).toEqual(expect.arrayContaining(actsOf(who, given)));
      }),
    );
  });
});
