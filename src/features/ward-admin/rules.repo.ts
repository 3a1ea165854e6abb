import type { WardTx } from '../../store/database.ts';

/** The two tables of rules, and the columns that their fields lie in. */
export const ruleTables = {
  routing_rule: {
    category: 'category',
    neighbourhoodId: 'neighbourhood_id',
    keyword: 'keyword',
    officeId: 'office_id',
  },
  deadline_rule: {
    kind: 'kind',
    category: 'category',
    urgent: 'urgent',
    step: 'step',
    value: 'value',
    unit: 'unit',
    legalBasis: 'legal_basis',
  },
} as const;
export type RuleTable = keyof typeof ruleTables;

const date = (column: string, field: string): string => `to_char(${column}, 'YYYY-MM-DD') as "${field}"`;

export function loadRules(tx: WardTx, table: RuleTable): Promise<Record<string, unknown>[]> {
  const fields = Object.entries(ruleTables[table]).map(([field, column]) => `${column} as "${field}"`);
  const dates = [date('effective_from', 'effectiveFrom'), date('effective_to', 'effectiveTo')];
  return tx.query(
    `select id, ${[...fields, ...dates].join(', ')} from ${table} where ward_id = $1 order by effective_from desc, id desc`,
    [tx.wardId],
  );
}

/** What a rule speaks of: two of the same that begin on one day contradict each other. */
const subjects: Readonly<Record<RuleTable, readonly string[]>> = {
  routing_rule: ['category', 'neighbourhoodId', 'keyword'],
  deadline_rule: ['kind', 'category', 'urgent', 'step'],
};

/** Whether another rule of the same subject begins on that day and is not called off. */
export async function isRuleTaken(
  tx: WardTx,
  table: RuleTable,
  rule: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  // Two who add the same at once do so one after the other.
  await tx.query('select id from ward where id = $1 for no key update', [tx.wardId]);
  const columns: Readonly<Record<string, string>> = ruleTables[table];
  const same = subjects[table].map(
    (field, at) => `lower(${columns[field]}::text) is not distinct from lower($${at + 3}::text)`,
  );
  const rows = await tx.query(
    `select 1 from ${table} where ward_id = $1 and effective_from = $2::date
       and (effective_to is null or effective_to >= effective_from) and ${same.join(' and ')}`,
    [tx.wardId, rule.effectiveFrom, ...subjects[table].map((field) => rule[field] ?? null)],
  );
  return rows.length > 0;
}

export async function insertRule(
  tx: WardTx,
  table: RuleTable,
  rule: Readonly<Record<string, unknown>>,
): Promise<number> {
  const columns = { ...ruleTables[table], effectiveFrom: 'effective_from', effectiveTo: 'effective_to' };
  const entries = Object.entries(columns);
  const [row] = await tx.query<{ id: number }>(
    `insert into ${table} (ward_id, ${entries.map(([, column]) => column).join(', ')})
     values ($1, ${entries.map((_, at) => `$${at + 2}`).join(', ')}) returning id`,
    [tx.wardId, ...entries.map(([field]) => rule[field] ?? null)],
  );
  return row?.id ?? 0;
}

export interface RuleDates {
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** Locked, so that two who end it do so one after the other. */
export async function loadRuleDates(
  tx: WardTx,
  table: RuleTable,
  id: number,
): Promise<RuleDates | undefined> {
  const [row] = await tx.query<RuleDates & Record<string, unknown>>(
    `select ${date('effective_from', 'effectiveFrom')}, ${date('effective_to', 'effectiveTo')}
     from ${table} where ward_id = $1 and id = $2 for update`,
    [tx.wardId, id],
  );
  return row;
}

export const endRule = (
  tx: WardTx,
  table: RuleTable,
  { id, effectiveTo }: { readonly id: number; readonly effectiveTo: string },
): Promise<unknown> =>
  tx.query(`update ${table} set effective_to = $3 where ward_id = $1 and id = $2`, [
    tx.wardId,
    id,
    effectiveTo,
  ]);
