import type { WardTx } from '../../store/database.ts';
import {
  findPeople,
  type Holding,
  hasGroup,
  insertNotices,
  loadHolding,
  type Wanted,
} from './notify-staff.repo.ts';

export type NoticeKind =
  | 'new_case'
  | 'due_soon'
  | 'overdue'
  | 'escalated_lead'
  | 'escalated_chair'
  | 'assigned'
  | 'taken_over'
  | 'mentioned'
  | 'waiting_approval'
  | 'returned'
  | 'citizen_wrote'
  | 'withdrawn'
  | 'reopened'
  | 'rated_badly';

export interface StaffNotice {
  /** What it tells of, such as `due_soon:17:0:80`: the same is told once. */
  readonly occasion: string;
  readonly kind: NoticeKind;
  readonly caseId: number;
  /** Ids and codes only. */
  readonly facts: Readonly<Record<string, string | number | null>>;
  readonly at: number;
  /** For those who are called by name. */
  readonly to?: readonly number[];
}

/** Tells staff, in the transaction that made it true: rows that go out later by each person's ways. */
export async function noticeStaff(tx: WardTx, notice: StaffNotice): Promise<void> {
  const holding = await loadHolding(tx, notice.caseId);
  if (!holding) return;
  const { occasion, kind, caseId, facts, at } = notice;
  const staffIds = await firstFound(tx, groupsFor(notice, holding), at);
  const officeIds = await groupOf(tx, kind, holding);
  await insertNotices(tx, { occasion, kind, caseId, facts, staffIds, officeIds });
}

const chair: Wanted = { role: 'approver' };

/** Who is told, and who instead when there is nobody: never nobody while the ward has staff. */
function groupsFor({ kind, to = [] }: StaffNotice, holding: Holding): readonly Wanted[] {
  switch (kind) {
    case 'mentioned':
    case 'taken_over':
    case 'returned':
      return [{ staffIds: to }];
    case 'withdrawn':
      return [{ staffIds: holding.assigneeId === null ? [] : [holding.assigneeId] }];
    case 'escalated_chair':
    case 'waiting_approval':
      return [chair];
    case 'escalated_lead':
    case 'rated_badly':
      return above(holding);
    default:
      return holders(holding);
  }
}

function holders({ assigneeId, chairOnly, withHead, officeId, neighbourhoodId }: Holding): readonly Wanted[] {
  const named: Wanted[] = assigneeId === null ? [] : [{ staffIds: [assigneeId] }];
  if (chairOnly) return [...named, chair];
  const lead: Wanted[] = officeId === null ? [] : [{ role: 'lead', officeId }];
  if (named.length > 0) return [...named, ...lead, { role: 'dispatcher' }, chair];
  const head: Wanted[] = withHead && neighbourhoodId !== null ? [{ role: 'head', neighbourhoodId }] : [];
  const office: Wanted[] =
    officeId === null
      ? []
      : [
          { role: 'officer', officeId },
          { role: 'lead', officeId },
        ];
  return [...head, ...office, { role: 'dispatcher' }, chair];
}

function above({ chairOnly, officeId }: Holding): readonly Wanted[] {
  if (chairOnly || officeId === null) return [chair];
  return [{ role: 'lead', officeId }, { role: 'dispatcher' }, chair];
}

async function firstFound(tx: WardTx, groups: readonly Wanted[], at: number): Promise<number[]> {
  for (const group of groups) {
    const found = await findPeople(tx, group, at);
    if (found.length > 0) return found;
  }
  return [];
}

const forGroups: ReadonlySet<NoticeKind> = new Set(['new_case', 'due_soon', 'overdue', 'reopened']);

/** The office's own group hears of what is the office's: not what its neighbourhood's head holds. */
async function groupOf(
  tx: WardTx,
  kind: NoticeKind,
  { officeId, chairOnly, withHead }: Holding,
): Promise<number[]> {
  if (officeId === null || chairOnly || withHead || !forGroups.has(kind)) return [];
  return (await hasGroup(tx, officeId)) ? [officeId] : [];
}
