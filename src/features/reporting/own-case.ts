import { readCaseCode } from '../../rules/case-code.ts';
import type { AbilityContext } from '../conversations/index.ts';
import type { OwnCase } from './citizen-desk.ts';
import { loadCaseByCode } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

export const isOpen = ({ state }: OwnCase): boolean => ['new', 'in_progress', 'waiting'].includes(state);

export const askerOf = async ({ desk }: ReportingDeps, { tx, conversationId, now }: AbilityContext) => ({
  conversationId,
  now,
  reopenDays: await desk.reopenDays(tx, now),
});

/** The case of that code, if this chat filed it. */
export async function ownCase(
  deps: ReportingDeps,
  context: AbilityContext,
  text: string,
): Promise<OwnCase | undefined> {
  const read = readCaseCode(text);
  const found = read.ok
    ? await loadCaseByCode(context.tx, read.code, await askerOf(deps, context))
    : undefined;
  return found?.mine ? found : undefined;
}
