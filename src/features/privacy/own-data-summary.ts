import type { Speak } from '../../catalog/spoken-texts.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { countSection, type OwnDataSection } from './own-data.repo.ts';

/** What people think of as theirs; the copy holds the rest too. */
const counted = [
  'messagesIn',
  'messagesOut',
  'cases',
  'photos',
  'files',
  'followed',
  'petitions',
  'officerRequests',
  'dossiers',
] as const satisfies readonly OwnDataSection[];

/** How much of what is kept of this citizen, and how to get a copy. */
export async function summaryOf(
  tx: WardTx,
  id: ConversationId,
  { speak, language }: { readonly speak: Speak; readonly language: Language },
): Promise<string> {
  const lines: string[] = [];
  for (const section of counted) {
    const count = await countSection(tx, id, section);
    const what = speak(language, `own-data.section.${section}`);
    if (count > 0) lines.push(speak(language, 'own-data.summary.line', { what, count }));
  }
  return [
    speak(language, 'own-data.summary.heading'),
    ...(lines.length > 0 ? lines : [speak(language, 'own-data.summary.nothing')]),
    speak(language, 'own-data.summary.copy', { number: id }),
  ].join('\n');
}
