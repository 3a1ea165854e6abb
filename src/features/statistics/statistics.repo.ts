import type { Language } from '../../core/message.ts';
import type { CountedCase } from '../../rules/case-figures.ts';
import type { WardTx } from '../../store/database.ts';
import { type Sight, sightValues, visibleSql } from '../cases/index.ts';

export interface Period {
  /** First and last day of receipt, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

export interface GroupedCase extends CountedCase {
  /** YYYY-MM of the receipt. */
  readonly month: string;
  readonly officeId: number | null;
  readonly category: string;
}

const zone = `'Asia/Ho_Chi_Minh'`;
const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** The cases of a period that somebody sees. */
export function loadCountedCases(tx: WardTx, period: Period, sight: Sight): Promise<GroupedCase[]> {
  return tx.query<GroupedCase & Record<string, unknown>>(
    `select to_char(received_at at time zone ${zone}, 'YYYY-MM') as month, office_id as "officeId", category,
       ${millis('received_at')} as "receivedAt", ${millis('due_at')} as "dueAt",
       case when state in ('answered', 'referred', 'declined')
         then ${millis('coalesce(answered_at, closed_at, changed_at)')} end as "endedAt",
       state in ('new', 'in_progress') as "isRunning"
     from citizen_case c
     where ward_id = $1 and received_at >= $2::date::timestamp at time zone ${zone}
       and received_at < ($3::date + 1)::timestamp at time zone ${zone} and ${visibleSql(4)}`,
    [tx.wardId, period.from, period.to, ...sightValues(sight)],
  );
}

/** Names of offices and categories, also of closed ones: old figures go on meaning them. */
export interface Names {
  readonly offices: ReadonlyMap<number, string>;
  readonly categories: ReadonlyMap<string, string>;
}

export async function loadNames(tx: WardTx, language: Language): Promise<Names> {
  const offices = await tx.query<{ id: number; name: string }>(
    'select id, name from office where ward_id = $1 order by id',
    [tx.wardId],
  );
  const categories = await tx.query<{ code: string; vi: string; en: string }>(
    'select code, name_vi as vi, name_en as en from case_category where ward_id = $1 order by sort, code',
    [tx.wardId],
  );
  return {
    offices: new Map(offices.map(({ id, name }) => [id, name])),
    categories: new Map(categories.map(({ code, ...names }) => [code, names[language]])),
  };
}
