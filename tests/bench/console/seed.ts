import { randomBytes } from 'node:crypto';
import { foldWords } from '../../../src/core/fold.ts';
import { hashToken } from '../../../src/features/staff/staff-cookie.ts';
import { makeCaseCode } from '../../../src/rules/case-code.ts';
import type { Database } from '../../../src/store/database.ts';

export interface Ward {
  readonly id: number;
  readonly offices: readonly number[];
  readonly neighbourhoods: readonly number[];
  readonly categories: readonly string[];
}

export async function readWard(db: Database): Promise<Ward> {
  const [ward] = await db.systemQuery<Ward & Record<string, unknown>>(
    `select w.id,
       (select json_agg(id order by id) from office where ward_id = w.id and kind = 'internal') as offices,
       (select json_agg(id order by id) from neighbourhood where ward_id = w.id) as neighbourhoods,
       (select json_agg(code order by code) from case_category
        where ward_id = w.id and not chair_only and not needs_approval) as categories
     from ward w order by w.id limit 1`,
  );
  if (!ward) throw new Error('there is no ward');
  return { ...ward, neighbourhoods: ward.neighbourhoods ?? [] };
}

const dayMs = 24 * 3_600_000;
const chunk = 2_000;
const matters = [
  'Đèn đường hư ba hôm nay, tối quá',
  'Rác đổ đầy đầu hẻm, bốc mùi',
  'Cống nghẹt, mưa xuống là ngập',
  'Quán hát karaoke ồn tới nửa đêm',
  'Vỉa hè bị lấn chiếm để buôn bán',
  'Cây xanh gãy nhánh, sợ rớt trúng người',
  'Nước máy yếu, cả xóm không đủ dùng',
  'Ổ gà giữa đường, xe té hoài',
];

/** Made-up cases of half a year: the older ones closed, the last weeks still open, some of them late. */
export async function seedCases(db: Database, ward: Ward, count: number): Promise<void> {
  const now = Date.now();
  for (let from = 0; from < count; from += chunk) {
    const size = Math.min(chunk, count - from);
    const rows = Array.from({ length: size }, (_, place) =>
      caseRow(ward, { order: from + place, count, now }),
    );
    await insertCases(db, ward.id, rows);
  }
  await db.systemScript(
    `insert into case_event (ward_id, case_id, at, actor, kind)
       select ward_id, id, received_at, 'house', 'filed' from citizen_case;
     analyze`,
  );
}

const pick = <T>(list: readonly T[], at: number): T | null => list[at % list.length] ?? null;

function caseRow(ward: Ward, { order, count, now }: { order: number; count: number; now: number }) {
  const receivedAt = now - Math.round(((count - order) / count) * 180 * dayMs);
  const code = makeCaseCode(receivedAt, 1_000 + order);
  const body = `${pick(matters, order)}, gần nhà số ${1 + ((order * 37) % 400)}`;
  const isOpen = order % 8 === 0 || order > count * 0.97;
  return {
    code,
    category: pick(ward.categories, order * 7),
    body,
    neighbourhood_id: pick(ward.neighbourhoods, order * 3),
    office_id: order % 25 === 0 ? null : pick(ward.offices, order * 5),
    state: isOpen ? 'new' : 'answered',
    urgent: order % 40 === 0,
    received_at: new Date(receivedAt),
    due_at: new Date(receivedAt + ((order % 3) * 60 + 10) * dayMs),
    closed_at: isOpen ? null : new Date(receivedAt + 2 * dayMs),
    words: foldWords(`${code} ${body}`),
  };
}

async function insertCases(db: Database, ward: number, rows: readonly object[]): Promise<void> {
  await db.systemQuery(
    `insert into citizen_case (ward_id, code, kind, category, body, neighbourhood_id, office_id, state, urgent,
       received_at, clock_started_at, due_at, answered_at, closed_at, channel, deadline, search_words)
     select $1, code, 'feedback', category, body, neighbourhood_id, office_id, state, urgent, received_at,
       received_at, due_at, closed_at, closed_at, 'web-chat', $3, to_tsvector('simple', words)
     from jsonb_to_recordset($2) as r (code text, category text, body text, neighbourhood_id int, office_id int,
       state text, urgent boolean, received_at timestamptz, due_at timestamptz, closed_at timestamptz, words text)`,
    [ward, JSON.stringify(rows), JSON.stringify(deadline)],
  );
}

const deadline = {
  kind: 'feedback',
  duration: { value: 10, unit: 'working_days' },
  legalBasis: 'benchmark',
  confidence: 'certain',
  effectiveFrom: '2025-07-01',
};

export interface Person {
  readonly id: number;
  readonly token: string;
  readonly role: 'approver' | 'dispatcher' | 'officer';
}

const firstRoles = ['approver', 'dispatcher', 'dispatcher', 'dispatcher', 'dispatcher'] as const;

/** Everybody signed in: one chair, four dispatchers, and the officers of all offices. */
export async function seedStaff(db: Database, ward: Ward, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let place = 0; place < count; place += 1) {
    const role = firstRoles[place] ?? 'officer';
    const office = role === 'officer' ? pick(ward.offices, place) : null;
    const token = randomBytes(32).toString('base64url');
    const [row] = await db.systemQuery<{ id: number }>(
      `with person as (insert into staff (ward_id, email, name, password_hash, must_change_password, totp_confirmed_at)
         values ($1, $2, $3, '', false, now()) returning id),
       granted as (insert into staff_role (ward_id, staff_id, role, office_id) select $1, id, $4, $5 from person)
       insert into staff_session (token_hash, ward_id, staff_id, device, expires_at)
         select $6, $1, id, 'bench', now() + interval '1 day' from person returning staff_id as id`,
      [ward.id, `can-bo-${place}@phuong.example`, `Cán bộ ${place}`, role, office, hashToken(token)],
    );
    people.push({ id: row?.id ?? 0, token, role });
  }
  return people;
}
