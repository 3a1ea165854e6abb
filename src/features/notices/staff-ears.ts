import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Actor } from '../../core/actor.ts';
import { AppError, type ErrorFacts } from '../../core/app-error.ts';
import type { Seal } from '../../lib/seal.ts';
import type { WardTx } from '../../store/database.ts';
import type { StaffEars } from '../conversations/index.ts';
import { actorOfChat, caseOfGroupMessage, linkChat, useLinkCode } from './chats.repo.ts';
import { addGroupNotice } from './notices.repo.ts';

/** Makes what an officer wrote an answer of the case; refuses with an `AppError` what they may not do. */
export type AnswerCase = (
  tx: WardTx,
  wish: { readonly actor: Actor; readonly caseId: number; readonly body: string },
) => Promise<void>;

export interface StaffEarsDeps {
  readonly speak: Speak;
  readonly seal: Seal;
  /** Absent = answers are given in the console only. */
  readonly answerCase?: AnswerCase;
  now(): number;
}

/** `/lienket CODE`, also as groups write it: `/lienket@GanDanBot CODE`. */
const linking = /^\s*\/?li[eê]n\s?k[eế]t(?:@\w+)?\s+(\S{4,40})\s*$/iu;
export const linkCodeHash = 'staff-link-code';

/** Officers link their private chat by a code, and answer cases by replying to notices in their office's group. */
export function createStaffEars(deps: StaffEarsDeps): StaffEars {
  return {
    async hearPrivately(tx, { accountId, externalId, language, text }) {
      const code = linking.exec(text.normalize('NFC'))?.[1]?.toUpperCase();
      if (code === undefined) return undefined;
      const person = await useLinkCode(tx, deps.seal.hashes(linkCodeHash, code), new Date(deps.now()));
      if (!person) return { text: deps.speak(language, 'staff-notices.link.wrong'), choices: [] };
      await linkChat(tx, { staffId: person.staffId, accountId, externalId });
      const { name } = person;
      return { text: deps.speak(language, 'staff-notices.link.done', { name }), choices: [] };
    },
    async hearInGroup(tx, { accountId, externalId: group, eventId, reply }) {
      const about = await caseOfGroupMessage(tx, group, reply.answers);
      if (!about) return;
      const actor = await actorOfChat(tx, accountId, reply.from);
      const told = actor
        ? await answer(deps, tx, { actor, caseId: about.caseId, body: reply.text })
        : { kind: 'link_help' };
      // Whoever is not linked is told once, without their id being kept.
      const occasion = actor
        ? `group_answer:${eventId}`
        : `link_help:${about.officeId}:${deps.seal.hash('unlinked-chat', reply.from)}`;
      await addGroupNotice(tx, { occasion, ...about, ...told });
    },
  };
}

interface Told {
  readonly kind: string;
  readonly facts?: Readonly<Record<string, string>>;
}

async function answer(
  { answerCase, speak }: StaffEarsDeps,
  tx: WardTx,
  wish: Parameters<AnswerCase>[1],
): Promise<Told> {
  if (!answerCase) return { kind: 'answer_elsewhere' };
  await tx.query('savepoint group_answer');
  try {
    await answerCase(tx, wish);
    return { kind: 'answer_taken' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // What the refusal had begun to write goes with it; the other events of the batch stay.
    await tx.query('rollback to savepoint group_answer');
    return {
      kind: 'answer_refused',
      facts: { why: speak('vi', error.row.citizenText, spoken(error.facts)) },
    };
  }
}

const spoken = (facts: ErrorFacts): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, [fact].flat().join(', ')]));
