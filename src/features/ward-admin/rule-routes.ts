import type { z } from 'zod';
import {
  DeadlineRuleList,
  NewDeadlineRule,
  NewRoutingRule,
  RoutingRuleList,
  RuleEnd,
} from '../../contracts/console/admin.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { loadWardDeadlines } from '../cases/index.ts';
import { idIn, recordAct, type StaffRoute, staffRoute } from '../staff/index.ts';
import { lawInForce } from './law-deadlines.ts';
import type { WardAdminDeps } from './list-routes.ts';
import { referencesExist } from './lists.repo.ts';
import { lastDay } from './rule-dates.ts';
import { endRule, insertRule, isRuleTaken, loadRuleDates, loadRules, type RuleTable } from './rules.repo.ts';
import { refusal } from './ward-admin.errors.ts';

interface RuleKind {
  readonly path: '/admin/routing-rules' | '/admin/deadline-rules';
  readonly noun: string;
  readonly table: RuleTable;
  readonly list: z.ZodType;
  readonly add: z.ZodType<
    Readonly<Record<string, unknown>> & { readonly effectiveFrom: string; readonly category?: string | null }
  >;
}

const kinds: readonly RuleKind[] = [
  {
    path: '/admin/routing-rules',
    noun: 'quy tắc phân tuyến',
    table: 'routing_rule',
    list: RoutingRuleList,
    add: NewRoutingRule,
  },
  {
    path: '/admin/deadline-rules',
    noun: 'thời hạn riêng của phường',
    table: 'deadline_rule',
    list: DeadlineRuleList,
    add: NewDeadlineRule,
  },
];

/** Rows are added and ended, never edited: what was decided by them can always be explained. */
export const createRuleRoutes = (deps: WardAdminDeps): StaffRoute[] =>
  kinds.flatMap((kind) => [showRoute(deps, kind), addRoute(deps, kind), endRoute(deps, kind)]);

/** Deadlines with what the law and the starter pack add: a ward without rows of its own is not without clocks. */
async function show(tx: WardTx, { clock, deadlines }: WardAdminDeps, table: RuleTable) {
  const rules = await loadRules(tx, table);
  if (table === 'routing_rule') return { rules };
  const law = lawInForce(deadlines, await loadWardDeadlines(tx), localDate(clock.now()));
  return { rules, law: law.map(({ duration, ...row }) => ({ ...row, ...duration })) };
}

const showRoute = (deps: WardAdminDeps, { path, noun, table, list }: RuleKind): StaffRoute =>
  staffRoute({
    method: 'GET',
    path,
    summary: `Danh sách ${noun}, cả những dòng đã hết hiệu lực`,
    answer: list,
    handle: ({ actor }) => deps.db.forWard(actor.wardId, (tx) => show(tx, deps, table)),
  });

const addRoute = (deps: WardAdminDeps, { path, noun, table, list, add }: RuleKind): StaffRoute =>
  staffRoute({
    method: 'POST',
    path,
    summary: `Thêm ${noun}, có ngày hiệu lực từ hôm nay trở đi`,
    body: add,
    answer: list,
    handle: ({ actor, body }) =>
      deps.db.forWard(actor.wardId, async (tx) => {
        const at = deps.clock.now();
        if (body.effectiveFrom < localDate(at)) throw refusal('bad_dates');
        if (!(await referencesExist(tx, body))) throw refusal('unknown_reference');
        if (await isRuleTaken(tx, table, body)) throw refusal('rule_taken');
        const id = await insertRule(tx, table, body);
        const act = { staffId: actor.staffId, at, target: `${table} ${id}` };
        await recordAct(tx, { ...act, action: 'rules.added', facts: { effectiveFrom: body.effectiveFrom } });
        return show(tx, deps, table);
      }),
  });

const endRoute = (deps: WardAdminDeps, { path, noun, table, list }: RuleKind): StaffRoute =>
  staffRoute({
    method: 'PATCH',
    path: `${path}/:id`,
    summary: `Cho ${noun} hết hiệu lực`,
    body: RuleEnd,
    answer: list,
    handle: ({ actor, params, body: end }) =>
      deps.db.forWard(actor.wardId, async (tx) => {
        const [id, at] = [idIn(params), deps.clock.now()];
        const rule = await loadRuleDates(tx, table, id);
        if (!rule) throw refusal('not_found');
        const effectiveTo = lastDay(rule, end, localDate(at));
        if (effectiveTo === null) throw refusal('bad_dates');
        await endRule(tx, table, { id, effectiveTo });
        const act = { staffId: actor.staffId, at, target: `${table} ${id}` };
        await recordAct(tx, { ...act, action: 'rules.ended', facts: { effectiveTo } });
        return show(tx, deps, table);
      }),
  });
