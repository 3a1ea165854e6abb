import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { AnswerRule } from '../../core/answer-rule.ts';
import type { Language } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Flow, FlowWords, Step } from '../../engine/flow.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import { answerRules } from '../../rules/answer-rules.ts';
import { loadReportCues, reportRules } from '../report-cues.ts';
import {
  AbilitiesFile,
  BookFile,
  MessagesFile,
  QuestionsFile,
  VocabularyFile,
  WordsFile,
} from './book.schema.ts';
import { checkCalls } from './check-calls.ts';
import { checkGraph } from './check-graph.ts';
import { checkNames } from './check-names.ts';
import { checkRoutes } from './check-routes.ts';
import { checkWords, longestLabel } from './check-words.ts';
import type { Fault } from './fault.ts';
import { createFaultList, type FaultList } from './faults.ts';
import { FlowFile, flowParts, readStep } from './flow.schema.ts';
import { bindBook } from './flow-book.ts';
import { type FlowSource, type Library, languages, type Read, type SharedSource } from './library.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export interface LoadOptions {
  readonly rules?: Readonly<Record<string, AnswerRule>>;
  /** The longest button label that any channel shows; without it `longestLabel`. */
  readonly maxLabelChars?: number;
}

/** Everything that is wrong, at once: see `describeFaults`. */
export interface CatalogError {
  readonly faults: readonly Fault[];
}

/** Reads `flows/` and `content/`, checks each against the other and builds the book that the engine runs. */
export function loadFlowBook(rootDir: string, options: LoadOptions = {}): Result<FlowBook, CatalogError> {
  const faults = createFaultList();
  const library = readLibrary(rootDir, options, faults);
  if (!library) return err({ faults: sorted(faults.all) });
  for (const source of library.flows.values()) {
    checkGraph(library, source);
    checkNames(library, source);
    checkCalls(library, source);
    checkWords(library, source);
  }
  checkRoutes(library);
  return faults.all.length > 0 ? err({ faults: sorted(faults.all) }) : ok(bindBook(library));
}

const sorted = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.message.localeCompare(b.message),
  );

function readLibrary(rootDir: string, options: LoadOptions, faults: FaultList): Library | undefined {
  const reader = createReader(rootDir, faults);
  const routes = reader.read('flows/book.yaml', BookFile);
  const abilities = reader.read('flows/abilities.yaml', AbilitiesFile);
  const vi = readShared(reader, 'vi');
  const en = readShared(reader, 'en');
  const flows = readFlows(reader, faults);
  findLeftOverWords(reader, flows, faults);
  if (!routes || !abilities || !vi || !en) return undefined;
  return {
    flows,
    abilities: abilities.value,
    routes,
    shared: { vi, en },
    rules: options.rules ?? { ...answerRules, ...reportRules(loadReportCues(join(rootDir, 'content'))) },
    maxLabelChars: options.maxLabelChars ?? longestLabel,
    faults,
  };
}

interface Reader {
  read<T>(name: string, schema: z.ZodType<T>): Read<T> | undefined;
  open(name: string): YamlFile | undefined;
  exists(name: string): boolean;
  foldersOf(name: string): string[];
}

function createReader(rootDir: string, faults: FaultList): Reader {
  const open: Reader['open'] = (name) => {
    const path = join(rootDir, name);
    if (!existsSync(path)) {
      faults.all.push({ file: name, line: 1, message: 'the file is missing' });
      return undefined;
    }
    const file = readYaml(path, name);
    faults.all.push(...file.faults);
    return file.faults.length > 0 ? undefined : file;
  };
  return {
    open,
    read: (name, schema) => {
      const file = open(name);
      const parsed = file && schema.safeParse(file.data);
      if (file && parsed?.success) return { file, value: parsed.data };
      if (file && parsed?.error) faults.addIssues(file, parsed.error);
      return undefined;
    },
    exists: (name) => existsSync(join(rootDir, name)),
    foldersOf: (name) =>
      existsSync(join(rootDir, name))
        ? readdirSync(join(rootDir, name), { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map((entry) => entry.name)
            .sort()
        : [],
  };
}

function readShared(reader: Reader, language: Language): SharedSource | undefined {
  const vocabulary = reader.read(`content/${language}/shared/commands.yaml`, VocabularyFile);
  const messages = reader.read(`content/${language}/shared/messages.yaml`, MessagesFile);
  const questions = reader.read(`content/${language}/shared/questions.yaml`, QuestionsFile);
  if (!vocabulary || !messages || !questions) return undefined;
  const { facts, messages: sentences } = messages.value;
  const heard = { ...vocabulary, value: { ...vocabulary.value, ...questions.value } };
  return { vocabulary: heard, facts, messages: { file: messages.file, value: sentences } };
}

function readFlows(reader: Reader, faults: FaultList): Map<string, FlowSource> {
  const flows = new Map<string, FlowSource>();
  for (const folder of reader.foldersOf('flows')) {
    const source = readFlow(reader, folder, faults);
    if (source) flows.set(folder, source);
  }
  return flows;
}

function readFlow(reader: Reader, folder: string, faults: FaultList): FlowSource | undefined {
  const read = reader.read(`flows/${folder}/flow.yaml`, FlowFile);
  const words: Partial<Record<Language, Read<FlowWords>>> = {};
  for (const language of languages) {
    const file = reader.read(`content/${language}/${folder}/steps.yaml`, WordsFile);
    if (file) words[language] = { file: file.file, value: file.value as FlowWords };
  }
  if (!read) return undefined;
  const { file, value } = read;
  if (value.id !== folder) faults.add(file, ['id'], `id: "${value.id}" stands in the folder "${folder}"`);
  const before = faults.all.length;
  const steps: Record<string, Step> = {};
  for (const [id, raw] of Object.entries(value.steps)) {
    const step = readStep(raw);
    if (step.ok) steps[id] = step.value;
    else faults.addIssues(file, step.error, ['steps', id]);
  }
  const flow: Flow = { ...flowParts(value), steps };
  return faults.all.length > before ? undefined : { file, flow, words };
}

/** Words whose flow is gone would be translated for ever. */
function findLeftOverWords(reader: Reader, flows: ReadonlyMap<string, FlowSource>, faults: FaultList): void {
  for (const language of languages) {
    for (const folder of reader.foldersOf(`content/${language}`)) {
      const name = `content/${language}/${folder}/steps.yaml`;
      const hasFlow = flows.has(folder) || reader.exists(`flows/${folder}/flow.yaml`);
      if (hasFlow || !reader.exists(name)) continue;
      faults.all.push({ file: name, line: 1, message: `words of a flow that does not exist: ${folder}` });
    }
  }
}
