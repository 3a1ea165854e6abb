import type { AnswerRule } from '../../core/answer-rule.ts';
import type { Language } from '../../core/message.ts';
import type { Flow, FlowWords } from '../../engine/flow.ts';
import type { Ability, Routes } from '../../engine/flow-book.ts';
import type { Vocabulary } from '../../engine/lexicon.ts';
import type { SharedKey } from '../../engine/shared-words.ts';
import type { FaultList } from './faults.ts';
import type { YamlFile } from './yaml-file.ts';

export const languages: readonly Language[] = ['vi', 'en'];

export interface Read<T> {
  readonly file: YamlFile;
  readonly value: T;
}

/** One flow as read, before anything is known to be right. */
export interface FlowSource {
  readonly file: YamlFile;
  readonly flow: Flow;
  readonly words: Readonly<Partial<Record<Language, Read<FlowWords>>>>;
}

export interface SharedSource {
  readonly vocabulary: Read<Vocabulary>;
  readonly facts: Readonly<Record<string, string>>;
  readonly messages: Read<Readonly<Record<SharedKey, string>>>;
}

/** Everything read from `flows/` and `content/`, for the checks. */
export interface Library {
  readonly flows: ReadonlyMap<string, FlowSource>;
  readonly abilities: Readonly<Record<string, Ability>>;
  readonly routes: Read<Routes>;
  readonly shared: Readonly<Record<Language, SharedSource>>;
  readonly rules: Readonly<Record<string, AnswerRule>>;
  /** The longest button label that any channel shows. */
  readonly maxLabelChars: number;
  readonly faults: FaultList;
}
