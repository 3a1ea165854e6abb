import { z } from 'zod';
import { procedureTitle, type ToldProcedure } from '../../catalog/knowledge/card-facts.ts';
import { ProcedurePart } from '../../catalog/knowledge/language-files.ts';
import type { Knowledge } from '../../catalog/knowledge/load-knowledge.ts';
import { plainName } from '../../catalog/knowledge/plain-name.ts';
import { procedureCard } from '../../catalog/knowledge/procedure-card.ts';
import { shortTitle } from '../../catalog/knowledge/short-title.ts';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Language, Link } from '../../core/message.ts';
import type { Value, Values } from '../../core/value.ts';

/** What is known for one ward: the starter pack, extended or replaced by what the ward imported. */
export interface WardKnowledge {
  readonly knowledge: Knowledge;
  procedure(code: string): ToldProcedure | undefined;
  readonly speak: Speak;
}

/** One part of a procedure, or those asked in one breath, with its title and source link; null when the code is unknown. */
export function procedureAnswer(
  known: WardKnowledge,
  id: string,
  asked: string | readonly string[],
  language: Language,
): Values | null {
  const procedure = known.procedure(id);
  const wanted = z.array(ProcedurePart).safeParse([asked].flat());
  if (!wanted.success) return null;
  if (!procedure) return nameOnlyAnswer(known, id, language);
  const texts = known.knowledge.cards[language];
  const names = everydayNames(known, id);
  const cards = wanted.data.map((part) => procedureCard(procedure, part, texts, names));
  return {
    text: cards.map((lines) => lines.join('\n')).join('\n\n'),
    title: titleOf(known, id, procedure.name),
    links: sourceLinks(known, procedure, language),
  };
}

/** We know which procedure is meant but hold no facts about it: say so, and where they are. */
function nameOnlyAnswer(known: WardKnowledge, id: string, language: Language): Values | null {
  const everyday = known.knowledge.everyday.get(id);
  if (!everyday) return null;
  const text = known.speak(language, 'knowledge.name_only', { name: everyday.procedure });
  return {
    text,
    title: titleOf(known, id, everyday.procedure),
    links: toValue([portalLink(known, language)]),
  };
}

export function guideAnswer(known: WardKnowledge, id: string): Values | null {
  const guide = known.knowledge.guides.get(id);
  if (!guide) return null;
  return { text: guide.body.trim(), title: guide.title, links: toValue(guide.links ?? []) };
}

/** How the procedure is filed on the national portal, by its service level. */
export function fileOnlineAnswer(
  known: WardKnowledge,
  id: string,
  language: Language,
): { outcome: 'full' | 'partial' | 'unverified' | 'none'; values: Values } | null {
  const procedure = known.procedure(id);
  if (!procedure) return null;
  const outcome = serviceLevel(procedure);
  const title = titleOf(known, id, procedure.name);
  const name = plainName(procedure.name);
  const say = (key: string): string => known.speak(language, `knowledge.file_online.${key}`, { title, name });
  const own = 'online' in procedure ? procedure.online.steps : undefined;
  const steps = own ? own.map((step, index) => `${index + 1}. ${step}`).join('\n') : say('steps');
  const text = outcome === 'none' ? say('none') : `${say(outcome)}\n\n${say('steps_heading')}\n${steps}`;
  return {
    outcome,
    values: { text, title, links: portalLinks(known, procedure, language) },
  };
}

/** Imported records name channels only: an online channel is no proof of a level. */
function serviceLevel(procedure: ToldProcedure): 'full' | 'partial' | 'unverified' | 'none' {
  if ('online' in procedure) return procedure.online.level;
  return procedure.channels.some((channel) => channel.kind === 'online') ? 'unverified' : 'none';
}

export function payOnlineAnswer(known: WardKnowledge, id: string | null, language: Language): Values {
  const general = known.speak(language, 'knowledge.pay_online');
  const procedure = id ? known.procedure(id) : undefined;
  const links = toValue([portalLink(known, language)]);
  if (!procedure) return { text: general, links };
  const fee = procedureCard(
    procedure,
    'fee',
    known.knowledge.cards[language],
    everydayNames(known, procedure.code),
  ).join('\n');
  return { text: `${fee}\n\n${general}`, links };
}

const everydayNames = (known: WardKnowledge, id: string): readonly string[] =>
  known.knowledge.everyday.get(id)?.names ?? [];

/** Official names run to several lines; headings and buttons take a name that people use. */
export function titleOf(known: WardKnowledge, id: string, officialName: string): string {
  const procedure = known.procedure(id);
  const names = everydayNames(known, id);
  return procedure ? procedureTitle(procedure, names) : shortTitle(officialName, names);
}

function portalLinks(known: WardKnowledge, procedure: ToldProcedure, language: Language): Value {
  const url = sourceUrl(procedure);
  return toValue([url ? { ...portalLink(known, language), url } : portalLink(known, language)]);
}

function portalLink(known: WardKnowledge, language: Language): Link {
  return {
    label: known.speak(language, 'knowledge.portal_label'),
    url: known.speak(language, 'knowledge.portal'),
  };
}

function sourceLinks(known: WardKnowledge, procedure: ToldProcedure, language: Language): Value {
  const url = sourceUrl(procedure);
  return url ? toValue([{ label: known.speak(language, 'knowledge.source_label'), url }]) : [];
}

function sourceUrl(procedure: ToldProcedure): string | undefined {
  return 'online' in procedure ? procedure.source.url : procedure.url;
}

const toValue = (links: readonly Link[]): Value => links.map(({ label, url }) => ({ label, url }));
