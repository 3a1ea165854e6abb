import type { FilledTemplate } from '../../channels/channel.ts';
import type { Purpose } from '../../core/delivery.ts';
import { CommonSettings } from '../accounts/index.ts';
import type { MessageBody } from './outbox.repo.ts';

const longestValue = 400;

/**
 * `settings.templates` of an account: for each purpose the approved template that goes outside the reply window.
 * A place is filled with words and `{facts}` of the message; `{text}` is the whole message in one line.
 * Undefined when none is configured for the purpose, or the message lacks a fact that it needs.
 */
export function templateFor(
  settings: Readonly<Record<string, unknown>>,
  purpose: Purpose,
  body: MessageBody,
): FilledTemplate | undefined {
  const parsed = CommonSettings.safeParse(settings);
  const template = parsed.success ? parsed.data.templates?.[purpose] : undefined;
  if (!template) return undefined;
  const facts: Readonly<Record<string, string>> = { ...body.facts, text: body.text };
  const data: Record<string, string> = {};
  for (const [name, pattern] of Object.entries(template.data)) {
    const places = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
    if (places.some((place) => facts[place] === undefined)) return undefined;
    const filled = pattern.replace(/\{(\w+)\}/g, (_all, place: string) => facts[place] ?? '');
    data[name] = filled.replace(/\s+/g, ' ').trim().slice(0, longestValue);
  }
  return { id: template.id, data };
}
