import type { Answer, Call } from '../vendor/answer.ts';
import { bodyOf, invalid, refuse } from './graph-error.ts';
import { checkToken, type House, type Template } from './house.ts';
import type { MessengerSettings } from './options.ts';

interface Filled {
  readonly name?: string;
  readonly language?: { readonly code?: string };
  readonly components?: readonly {
    readonly type?: string;
    readonly parameters?: readonly {
      readonly type?: string;
      readonly text?: string;
      readonly parameter_name?: string;
    }[];
  }[];
}

/** The approved template's words with its places filled, by number or by name. */
export function fillTemplate(house: House, filled: Filled | undefined): { text: string } {
  if (!filled?.name || !filled.language?.code) throw invalid('message[template]');
  const template = house.templates.find(
    ({ name, language }) => name === filled.name && language === filled.language?.code,
  );
  if (template?.status !== 'APPROVED') {
    house.desk.broke(`messenger: the utility template ${filled.name} is not approved`);
    throw refuse(100, 'Template does not exist or is not approved');
  }
  const body = ofType(template.components, 'body')?.text ?? '';
  const parameters = ofType(filled.components ?? [], 'body')?.parameters ?? [];
  const wordsFor = (place: string): string | undefined => {
    const isNumber = /^\d+$/.test(place);
    const found = isNumber
      ? parameters[Number(place) - 1]
      : parameters.find((one) => one.parameter_name === place);
    return found?.text;
  };
  const places = [...body.matchAll(/{{(\w+)}}/g)].map(([, place = '']) => place);
  if (parameters.length !== places.length || places.some((place) => wordsFor(place) === undefined)) {
    throw refuse(100, 'Number of parameters does not match the expected number of params');
  }
  return { text: body.replace(/{{(\w+)}}/g, (_, place: string) => wordsFor(place) ?? '') };
}

const ofType = <Part extends { readonly type?: string }>(
  parts: readonly Part[],
  type: string,
): Part | undefined => parts.find((part) => part.type?.toLowerCase() === type);

/** POST and GET /<PAGE>/message_templates */
export function createTemplates(house: House) {
  const { templates, options } = house;

  function create(call: Call): Answer {
    checkToken(house, call);
    const { name, language, category, components } = bodyOf<Template>(call);
    if (!name || !/^[a-z0-9_]+$/.test(name) || !language) throw invalid('name');
    if (
      category !== 'UTILITY' ||
      !components?.some(({ type, text }) => type?.toLowerCase() === 'body' && text)
    ) {
      throw invalid('category or components');
    }
    if (templates.some((one) => one.name === name && one.language === language)) throw invalid('name');
    const id = String(800_000_000_000_000 + templates.length);
    const status = options.templateStatus;
    const template = { id, name, language, category, components, status };
    templates.push(template);
    if (status !== 'PENDING') tellStatus(house, template);
    return { body: { id, status: 'PENDING', category } };
  }

  function list(call: Call): Answer {
    checkToken(house, call);
    const name = call.query.get('name');
    return { body: { data: templates.filter((one) => name === null || one.name === name) } };
  }

  return { create, list };
}

/** The vendor reviews again. */
export function changeStatus(house: House, { templateStatus = {} }: MessengerSettings): void {
  for (const template of house.templates) {
    const next = templateStatus[template.name] ?? template.status;
    if (next === template.status) continue;
    template.status = next;
    tellStatus(house, template);
  }
}

/** The webhook field `message_template_status_update`. */
function tellStatus({ desk, options }: House, { id, name, language, status }: Template): void {
  const about = { message_template_id: id, message_template_name: name, message_template_language: language };
  const value = { event: status, ...about };
  const body = { change: { field: 'message_template_status_update', value } };
  desk.emit({ eventId: `template:${id}:${status}`, userId: options.pageId, body });
}
