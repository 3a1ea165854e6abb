import { z } from 'zod';
import type { Values } from '../../core/value.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import { textOf } from './arguments.ts';
import type { PhotoRefusal } from './citizen-desk.ts';
import { ownCase } from './own-case.ts';
import { reportSayer } from './report-words.ts';
import type { ReportingDeps } from './reporting-deps.ts';

const File = z.object({ id: z.string() });

export function createPhotoAbilities(deps: ReportingDeps): Record<string, Ability> {
  return {
    async keep_report_photo(context, args) {
      const fetched = await fetchPhoto(deps, context, args);
      if (!fetched.ok) return refused(deps, context, fetched.error);
      const { conversationId, now: at } = context;
      const kept = await deps.desk.keepPhoto(context.tx, { conversationId, at, bytes: fetched.value });
      return typeof kept === 'number' ? { outcome: 'kept', values: {} } : refused(deps, context, kept);
    },
    async add_case_photo(context, args) {
      const fetched = await fetchPhoto(deps, context, args);
      if (!fetched.ok) return refused(deps, context, fetched.error);
      const found = await ownCase(deps, context, textOf(args, 'code'));
      if (!found) return { outcome: 'ended', values: {} };
      const { conversationId, now: at } = context;
      const added = await deps.desk.addPhoto(context.tx, {
        caseId: found.id,
        conversationId,
        at,
        bytes: fetched.value,
      });
      if (added === 'added' || added === 'ended') return { outcome: added, values: {} };
      return refused(deps, context, added);
    },
  };
}

function fetchPhoto({ fetchFile }: ReportingDeps, { accountId }: AbilityContext, args: Values) {
  return fetchFile(accountId, File.parse(args.file));
}

function refused(
  { speak }: ReportingDeps,
  { language }: AbilityContext,
  why: PhotoRefusal | 'too_large' | 'unavailable',
) {
  return { outcome: 'refused', values: { told: reportSayer(speak, language)(`photo.${why}`) } };
}
