import type { CaseRow } from '../../../../src/contracts/console/cases.ts';
import type { Lookups } from '../../../../src/contracts/console/lookups.ts';
import { officeName, staffName } from './lookups.ts';
import { say } from './words.ts';

/** Who has the case now, as a sentence. */
export function holderOf(row: Pick<CaseRow, 'assignee' | 'withHead' | 'officeId'>, lookups: Lookups): string {
  const office = officeName(lookups, row.officeId);
  if (row.assignee) return staffName(lookups, row.assignee.id) || row.assignee.name;
  if (row.withHead) return say('case.with_head');
  return office ? say('case.with_office', { office }) : say('case.with_nobody');
}
