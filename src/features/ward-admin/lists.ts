import type { z } from 'zod';
import {
  CategoryChange,
  CategoryList,
  NeighbourhoodChange,
  NeighbourhoodList,
  NewCategory,
  NewNeighbourhood,
  NewOffice,
  NewTemplate,
  OfficeChange,
  OfficeList,
  TemplateChange,
  TemplateList,
} from '../../contracts/console/admin.ts';

/** A list that the ward keeps: how it is called, where it lies, and what keeps a row from being closed. */
export interface WardList {
  /** `/admin/<name>`, and the key of its answer. */
  readonly name: string;
  /** In Vietnamese, for the API's description. */
  readonly noun: string;
  readonly table: string;
  readonly key: 'id' | 'code';
  /** Column of each field. */
  readonly columns: Readonly<Record<string, string>>;
  /** Fields that are stored as JSON. */
  readonly json: readonly string[];
  readonly order: string;
  /** SQL: is the row `t` still needed on the day $3? */
  readonly usedBy: string | null;
  readonly list: z.ZodType;
  readonly add: z.ZodType<Record<string, unknown>>;
  readonly change: z.ZodType<Record<string, unknown> & { readonly closed?: boolean | undefined }>;
}

const ruleInForce = '(r.effective_to is null or r.effective_to >= $3::date)';
const openCase = `state in ('new', 'in_progress', 'waiting')`;

export const wardLists: readonly WardList[] = [
  {
    name: 'offices',
    noun: 'phòng, ban, đơn vị',
    table: 'office',
    key: 'id',
    columns: {
      code: 'code',
      name: 'name',
      aliases: 'aliases',
      kind: 'kind',
      about: 'about',
      phone: 'phone',
      address: 'address',
      website: 'website',
      notify: 'notify',
    },
    json: ['aliases', 'notify'],
    order: 'name collate "vi-x-icu"',
    usedBy: `exists (select from routing_rule r where r.office_id = t.id and ${ruleInForce})
      or exists (select from staff_role where office_id = t.id)
      or exists (select from citizen_case where office_id = t.id and ${openCase})`,
    list: OfficeList,
    add: NewOffice,
    change: OfficeChange,
  },
  {
    name: 'neighbourhoods',
    noun: 'khu phố',
    table: 'neighbourhood',
    key: 'id',
    columns: { code: 'code', name: 'name', aliases: 'aliases', headReceivesFirst: 'head_receives_first' },
    json: ['aliases'],
    order: 'name collate "vi-x-icu"',
    usedBy: `exists (select from routing_rule r where r.neighbourhood_id = t.id and ${ruleInForce})
      or exists (select from staff_role where neighbourhood_id = t.id)`,
    list: NeighbourhoodList,
    add: NewNeighbourhood,
    change: NeighbourhoodChange,
  },
  {
    name: 'categories',
    noun: 'lĩnh vực',
    table: 'case_category',
    key: 'code',
    columns: {
      code: 'code',
      vi: 'name_vi',
      en: 'name_en',
      chairOnly: 'chair_only',
      needsApproval: 'needs_approval',
      insteadVi: 'instead_vi',
      insteadEn: 'instead_en',
      sort: 'sort',
    },
    json: [],
    order: 'sort, name_vi collate "vi-x-icu", code',
    usedBy: `exists (select from routing_rule r where r.category = t.code and ${ruleInForce})
      or exists (select from deadline_rule r where r.category = t.code and ${ruleInForce})`,
    list: CategoryList,
    add: NewCategory,
    change: CategoryChange,
  },
  {
    name: 'templates',
    noun: 'mẫu trả lời',
    table: 'answer_template',
    key: 'id',
    columns: { category: 'category', title: 'title', body: 'body' },
    json: [],
    order: 'title collate "vi-x-icu"',
    usedBy: null,
    list: TemplateList,
    add: NewTemplate,
    change: TemplateChange,
  },
];
