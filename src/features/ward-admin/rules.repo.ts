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
