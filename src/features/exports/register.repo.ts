import type { CaseKind, CaseState } from '../../core/case.ts';
import type { WardTx } from '../../store/database.ts';
import { type Sight, sightValues, visibleSql } from '../cases/index.ts';

/** A line of the register: nobody's name, phone or address. */
export interface RegisterLine {
  readonly id: number;
  readonly code: string;
  readonly receivedAt: number;
  readonly channel: string;
  readonly kind: CaseKind;
  readonly category: string;
  readonly body: string;
  readonly neighbourhood: string | null;
  readonly office: string | null;
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly state: CaseState;
  readonly rating: number | null;
}

/** Where the page before ended. */
export interface Place {
  readonly receivedAt: number;
  readonly id: number;
}

export interface RegisterQuestion {
  readonly from: string;
  readonly to: string;
  readonly sight: Sight;
  readonly limit: number;
  readonly after: Place | null;
}

const zone = `'Asia/Ho_Chi_Minh'`;
const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
/** More than the summary shows, so that a number is masked before it is cut. */
const bodyChars = 300;

/** Oldest first. */
export function loadRegister(tx: WardTx, question: RegisterQuestion): Promise<RegisterLine[]> {
  const { from, to, sight, limit, after } = question;
  return tx.query<RegisterLine & Record<string, unknown>>(
    `select c.id::int, c.code, ${millis('c.received_at')} as "receivedAt", c.channel, c.kind,
       coalesce(k.name_vi, c.category) as category, left(c.body, ${bodyChars}) as body, n.name as neighbourhood,
       o.name as office, ${millis('c.due_at')} as "dueAt", c.state, c.rating,
       case when c.state in ('answered', 'referred', 'declined')
         then ${millis('coalesce(c.answered_at, c.closed_at)')} end as "endedAt"
     from citizen_case c left join office o on o.id = c.office_id
       left join neighbourhood n on n.id = c.neighbourhood_id
       left join case_category k on k.ward_id = c.ward_id and k.code = c.category
     where c.ward_id = $1 and c.received_at >= $2::date::timestamp at time zone ${zone}
       and c.received_at < ($3::date + 1)::timestamp at time zone ${zone}
       and ($4::bigint is null or (c.received_at, c.id) > (to_timestamp($5::float8 / 1000), $4::bigint))
       and ${visibleSql(7)}
     order by c.received_at, c.id limit $6`,
    [tx.wardId, from, to, after?.id ?? null, after?.receivedAt ?? null, limit, ...sightValues(sight)],
  );
}
