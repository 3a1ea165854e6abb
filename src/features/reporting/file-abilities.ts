import type { CaseKind } from '../../core/case.ts';
import type { Values } from '../../core/value.ts';
import { isUrgent } from '../../rules/report-cues.ts';
import { sealContact } from '../cases/index.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import { loadWard } from '../wards/index.ts';
import { spotOf, textOf } from './arguments.ts';
import { readContact } from './contact.ts';
import { findNeighbourhood } from './read-report.ts';
import { dayWords, reportSayer } from './report-words.ts';
import { countOpenCases, loadCategories, loadHead, loadPlaces } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

/** Whoever has more waiting is asked to call: a flood of reports would bury those of others. */
const maxOpenCases = 20;
const link = /https?:\/\/[^\s<>"]{4,300}/i;

export function createFileAbilities(deps: ReportingDeps): Record<string, Ability> {
  return {
    file_report: (context, args) => fileReport(deps, context, args),
    async drop_report({ tx, conversationId }) {
      await deps.desk.dropPhotos(tx, conversationId);
      return { outcome: 'done', values: {} };
    },
  };
}

async function fileReport(deps: ReportingDeps, context: AbilityContext, args: Values): ReturnType<Ability> {
  const { tx, conversationId, language, now } = context;
  const say = reportSayer(deps.speak, language);
  const ward = await loadWard(tx);
  const count = await countOpenCases(tx, conversationId);
  const head = await loadHead(tx, context.accountId, context.externalId);
  if (count >= maxOpenCases && !head) {
    const { hotline } = ward.settings;
    const told = hotline ? say('tooMany', { count, phone: hotline }) : say('tooManyNoPhone', { count });
    return { outcome: 'too_many', values: { told } };
  }
  const category = (await loadCategories(tx)).find(({ code }) => code === textOf(args, 'category'));
  if (!category) return { outcome: 'unknown_category', values: {} };
  const filed = await deps.desk.file(
    tx,
    {
      ...(await reportOf(deps, context, args)),
      category: category.code,
      ...(textOf(args, 'resident') && head ? { filedById: head.staffId } : {}),
    },
    now,
  );
  const due = dayWords(filed.dueAt, say);
  const told = [
    say('receipt.filed', { code: filed.code }),
    whoHandles(filed, ward.name, say),
    say('receipt.due', due),
    ...(filed.photos > 0 ? [say('receipt.photos', { count: filed.photos })] : []),
    say('receipt.after', { code: filed.code }),
  ].join('\n');
  return { outcome: 'filed', values: { told, code: filed.code } };
}

function whoHandles(
  { office, chairOnly }: { readonly office: string | null; readonly chairOnly: boolean },
  ward: string,
  say: ReturnType<typeof reportSayer>,
): string {
  if (chairOnly) return say('receipt.chair', { ward });
  return office ? say('receipt.office', { office }) : say('receipt.desk', { ward });
}

async function reportOf(deps: ReportingDeps, context: AbilityContext, args: Values) {
  const text = textOf(args, 'text');
  const place = textOf(args, 'place');
  const kind = textOf(args, 'kind') as CaseKind;
  const [contact, resident] = [textOf(args, 'contact'), textOf(args, 'resident')];
  const places = await loadPlaces(context.tx);
  // A place that was put right stands against what the first words said.
  const neighbourhood = findNeighbourhood(places, place) ?? findNeighbourhood(places, text);
  const head = resident ? await loadHead(context.tx, context.accountId, context.externalId) : undefined;
  const video = link.exec(text)?.[0];
  return {
    kind: kind === 'suggestion' || kind === 'question' ? kind : ('feedback' as const),
    body: text,
    ...(video ? { videoLink: video } : {}),
    neighbourhoodId: neighbourhood?.id ?? head?.neighbourhoodId ?? null,
    address: place === '' ? null : place.slice(0, 300),
    place: spotOf(args),
    // As the bot says when it asks: only whoever handles the case can read it.
    identityShown: false,
    contactSealed: sealContact(deps.seal, readContact(contact || resident)),
    conversationId: context.conversationId,
    channel: deps.channelOf(context),
    urgent: isUrgent(deps.cues, text),
  };
}
