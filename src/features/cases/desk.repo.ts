import type { RoutingRule } from '../../rules/case-routing.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { WardTx } from '../../store/database.ts';
import type { DeskFile } from './desk-file.ts';

/** Gives a ward without a desk its first one; false when it has one, which is the ward's own from then on. */
export async function ensureDesk(tx: WardTx, file: DeskFile, today: string): Promise<boolean> {
  // Two processes may start at once: the second one waits, and then finds the first one's desk.
  await tx.query('select id from ward where id = $1 for update', [tx.wardId]);
  const known = await tx.query('select 1 from case_category where ward_id = $1 limit 1', [tx.wardId]);
  if (known.length > 0) return false;
  await addPlaces(tx, file);
  await tx.query(
    `insert into case_category (ward_id, code, name_vi, name_en, chair_only, sort)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::int[])`,
    [
      tx.wardId,
      file.categories.map(({ code }) => code),
      file.categories.map(({ vi }) => vi),
      file.categories.map(({ en }) => en),
      file.categories.map(({ chairOnly }) => chairOnly),
      file.categories.map((_, index) => index),
    ],
  );
  const routed = file.categories.filter(({ office }) => office);
  await tx.query(
    `insert into routing_rule (ward_id, category, office_id, effective_from)
     select $1, wish.category, office.id, $4::date
     from unnest($2::text[], $3::text[]) as wish (category, office)
     join office on office.ward_id = $1 and office.code = wish.office`,
    [tx.wardId, routed.map(({ code }) => code), routed.map(({ office }) => office), today],
  );
  await addTemplates(tx, file);
  return true;
}

async function addTemplates(tx: WardTx, { templates }: DeskFile): Promise<void> {
  await tx.query(
    `insert into answer_template (ward_id, category, title, body)
     select $1, * from unnest($2::text[], $3::text[], $4::text[])`,
    [
      tx.wardId,
      templates.map(({ category }) => category ?? null),
      templates.map(({ title }) => title),
      templates.map(({ body }) => body.trim()),
    ],
  );
}

async function addPlaces(tx: WardTx, { offices, outside, neighbourhoods }: DeskFile): Promise<void> {
  const bodies = [
    ...offices.map((office) => ({ ...office, phone: undefined, kind: 'internal' })),
    ...outside.map((body) => ({ ...body, kind: 'external' })),
  ];
  for (const { code, name, about, aliases, kind, phone } of bodies)
    await tx.query(
      `insert into office (ward_id, code, name, about, aliases, kind, phone) values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.wardId, code, name, about ?? null, JSON.stringify(aliases), kind, phone ?? null],
    );
  for (const { code, name, aliases } of neighbourhoods)
    await tx.query('insert into neighbourhood (ward_id, code, name, aliases) values ($1, $2, $3, $4)', [
      tx.wardId,
      code,
      name,
      JSON.stringify(aliases),
    ]);
}

/** The ward's rules, those that have ended too: a case is routed by the rules of its day. */
export function loadRoutingRules(tx: WardTx): Promise<RoutingRule[]> {
  return tx.query<RoutingRule & Record<string, unknown>>(
    `select id, category, neighbourhood_id as "neighbourhoodId", keyword, office_id as "officeId",
            to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom",
            to_char(effective_to, 'YYYY-MM-DD') as "effectiveTo"
     from routing_rule where ward_id = $1`,
    [tx.wardId],
  );
}

export interface Category {
  readonly code: string;
  readonly chairOnly: boolean;
}

export async function loadCategory(tx: WardTx, code: string): Promise<Category | undefined> {
  const [row] = await tx.query<Category & Record<string, unknown>>(
    `select code, chair_only as "chairOnly" from case_category
     where ward_id = $1 and code = $2 and closed_at is null`,
    [tx.wardId, code],
  );
  return row;
}

/** Undefined when the ward has no open neighbourhood of that id. */
export async function loadNeighbourhood(
  tx: WardTx,
  id: number,
): Promise<{ readonly headReceivesFirst: boolean } | undefined> {
  const [row] = await tx.query<{ headReceivesFirst: boolean }>(
    `select n.head_receives_first and exists (
              select from staff_role r join staff s on s.id = r.staff_id and s.disabled_at is null
              where r.role = 'head' and r.neighbourhood_id = n.id) as "headReceivesFirst"
     from neighbourhood n where n.ward_id = $1 and n.id = $2 and n.closed_at is null`,
    [tx.wardId, id],
  );
  return row;
}

/** The ward's own time limits, those that have ended too. */
export async function loadWardDeadlines(tx: WardTx): Promise<DeadlineRule[]> {
  const rows = await tx.query<
    Omit<DeadlineRule, 'duration' | 'confidence'> & DeadlineRule['duration'] & Record<string, unknown>
  >(
    `select 'ward-' || id as id, kind, category, urgent, step, value, unit, legal_basis as "legalBasis",
            to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom",
            to_char(effective_to, 'YYYY-MM-DD') as "effectiveTo"
     from deadline_rule where ward_id = $1`,
    [tx.wardId],
  );
  return rows.map(({ value, unit, ...row }) => ({ ...row, duration: { value, unit }, confidence: 'C' }));
}
