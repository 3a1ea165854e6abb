import type { Language } from '../core/message.ts';
import type { CompiledAlert, Lexicon, Vocabulary } from './lexicon.ts';
import { readLabel } from './understand/labels.ts';
import { compilePhrases } from './understand/phrases.ts';

type Lists = Readonly<Record<string, readonly string[]>>;

const pairs = (lists: readonly Lists[]): [string, string][] =>
  lists.flatMap((list) =>
    Object.entries(list).flatMap(([id, phrases]) => phrases.map((phrase): [string, string] => [phrase, id])),
  );
const marks = (lists: readonly (readonly string[])[], forgiving = true) =>
  compilePhrases(
    lists.flat().map((phrase): [string, true] => [phrase, true]),
    forgiving,
  );

const paperParts = ['documents', 'bring', 'fee', 'forms', 'file_online', 'pay_online'];

/** Compiles the vocabularies of both languages and the fixed labels of all flows, once at start. */
export function compileLexicon(
  byLanguage: Readonly<Record<Language, Vocabulary>>,
  labels: readonly string[],
  said: readonly string[],
): Lexicon {
  const both = [byLanguage.vi, byLanguage.en];
  const yesNo = both.flatMap(({ yes, no }) => [
    ...yes.map((phrase): [string, 'yes' | 'no'] => [phrase, 'yes']),
    ...no.map((phrase): [string, 'yes' | 'no'] => [phrase, 'no']),
  ]);
  const fillers = marks(both.map((words) => words.fillers));
  const questionWords = marks(both.map((words) => words.questionWords));
  return {
    commands: compilePhrases(pairs(both.map((words) => words.commands))),
    shortcuts: compilePhrases(pairs(both.map((words) => words.shortcuts))),
    followUps: compilePhrases(pairs(both.map((words) => words.followUps))),
    yesNo: compilePhrases(yesNo),
    answers: marks([yesNo.map(([phrase]) => phrase), said]),
    // "Đòi lại" is no "đổi lại": a wrong accent here would cut the sentence in two.
    corrections: marks(
      both.map((words) => words.corrections),
      false,
    ),
    fillers,
    questionWords,
    plainQuestions: marks(
      both.map((words) => words.questionWords),
      false,
    ),
    asides: marks(
      both.map((words) => words.asked),
      false,
    ),
    papers: marks(
      both.flatMap(({ followUps }) => paperParts.map((part) => followUps[part] ?? [])),
      false,
    ),
    around: [fillers, questionWords, marks(both.map((words) => words.linkWords))],
    positions: compilePhrases(pairs(both.map((words) => words.positions))),
    positionMarkers: marks(both.map((words) => words.positionMarkers)),
    alerts: Object.keys(byLanguage.vi.alerts).map((id) => compileAlert(id, both)),
    labels: new Map(labels.map((label) => [label, readLabel(fillers, label)])),
  };
}

function compileAlert(id: string, both: readonly Vocabulary[]): CompiledAlert {
  const lists = both.flatMap(({ alerts }) => alerts[id] ?? []);
  return {
    id,
    words: marks(
      lists.map(({ words }) => words),
      false,
    ),
    unaccented: marks(lists.map(({ unaccented }) => unaccented)),
    except: marks(lists.map(({ except }) => except)),
  };
}
