import { z } from 'zod';
import { ok, type Result } from '../../../core/result.ts';
import type { SendError } from '../../channel.ts';
import type { Graph } from './graph.ts';

const Template = z.object({
  name: z.string(),
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED … */
  status: z.string(),
  language: z.string().optional(),
});
export type Template = z.infer<typeof Template>;

const Page = z.object({
  data: z.array(Template),
  paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional() }).optional(),
});
const Created = z.object({ id: z.string(), status: z.string().default('PENDING') });

/** A template before the vendor has judged it. No marketing: the vendor refuses it, and it would be a breach. */
export interface TemplateDraft {
  /** Small letters, digits and `_`. */
  readonly name: string;
  /** With places `{{1}}`, `{{2}}` … or `{{ho_so}}`. */
  readonly body: string;
  /** One for each place, by its name or number. */
  readonly examples?: Readonly<Record<string, string>>;
}

export const templateLanguage = 'vi';
/** Named places carry their names; numbered ones go by their order, which is that of their numbers. */
export const isNumbered = (data: Readonly<Record<string, string>>): boolean =>
  Object.keys(data).every((place) => /^\d+$/.test(place));

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages */
export function createUtilityTemplate(
  graph: Graph,
  { name, body, examples = {} }: TemplateDraft,
): Promise<Result<z.infer<typeof Created>, SendError>> {
  const component = { type: 'BODY', text: body, ...exampleOf(examples) };
  return graph.call({
    path: `${graph.pageId}/message_templates`,
    body: { name, language: templateLanguage, category: 'UTILITY', components: [component] },
    answer: Created,
  });
}

/** The status of one template; undefined when the page has none of this name. */
export async function templateStatus(
  graph: Graph,
  name: string,
): Promise<Result<string | undefined, SendError>> {
  const page = await readPage(graph, { name });
  if (!page.ok) return page;
  return ok(page.value.data.find((template) => template.name === name)?.status);
}

const mostPages = 10;

/** All templates of the page. */
export async function listTemplates(graph: Graph): Promise<Result<readonly Template[], SendError>> {
  const found: Template[] = [];
  let after: string | undefined;
  for (let turn = 0; turn < mostPages; turn += 1) {
    const page = await readPage(graph, after === undefined ? {} : { after });
    if (!page.ok) return page;
    found.push(...page.value.data);
    after = page.value.paging?.cursors?.after;
    if (after === undefined || page.value.data.length === 0) break;
  }
  return ok(found);
}

const readPage = (graph: Graph, query: Readonly<Record<string, string>>) =>
  graph.call({
    path: `${graph.pageId}/message_templates`,
    query: { fields: 'name,status,language', limit: 100, ...query },
    answer: Page,
  });

function exampleOf(examples: Readonly<Record<string, string>>): object {
  const filled = Object.entries(examples);
  if (filled.length === 0) return {};
  if (isNumbered(examples)) return { example: { body_text: [filled.map(([, example]) => example)] } };
  const named = filled.map(([place, example]) => ({ param_name: place, example }));
  return { example: { body_text_named_params: named } };
}
