import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  KnowledgeContent,
  KnowledgeList,
  KnowledgePreviews,
  NewKnowledge,
  ProcedureList,
  ProcedureView,
  QuestionList,
  WordsList,
} from '../../../../../src/contracts/console/knowledge.ts';
import { ask, call, queryText } from '../../lib/api.ts';
import type { Place } from './wording-place.ts';

export const useQuestions = (isAllowed: boolean) =>
  useQuery({
    queryKey: ['knowledge', 'questions'],
    queryFn: () => ask<QuestionList>('/questions'),
    enabled: isAllowed,
  });

/** All texts, or all versions of one. */
export const useTexts = (key?: string) =>
  useQuery({
    queryKey: ['knowledge', 'texts', key ?? ''],
    queryFn: () => ask<KnowledgeList>(`/knowledge${queryText({ key })}`),
  });

/** Everything that one flow says, or `all` of them. */
export const useSentences = ({ flow, language }: Place) =>
  useQuery({
    queryKey: ['knowledge', 'words', flow, language],
    queryFn: () => ask<WordsList>(`/knowledge/words${queryText({ flow, language })}`),
  });

export const useProcedures = (q: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['knowledge', 'procedures', q],
    queryFn: () => ask<ProcedureList>(`/knowledge/procedures${queryText({ q })}`),
    enabled: isAsked,
  });

export const useProcedure = (code: string) =>
  useQuery({
    queryKey: ['knowledge', 'procedure', code],
    queryFn: () => ask<ProcedureView>(`/knowledge/procedures/${encodeURIComponent(code)}`),
  });

export const previewText = (content: KnowledgeContent) =>
  call<KnowledgePreviews>('POST', '/knowledge/preview', { content });

export const saveText = (text: NewKnowledge) => call<{ id: number }>('POST', '/knowledge', text);

/** The key of the draft that one click makes, for that is what its page is called by. */
export async function draftFor(questionId: number): Promise<string> {
  const { id } = await call<{ id: number }>('POST', `/questions/${questionId}/draft`);
  return keyOf(id);
}

export async function keyOf(id: number): Promise<string> {
  const { texts } = await ask<KnowledgeList>('/knowledge');
  return texts.find((text) => text.id === id)?.key ?? '';
}

interface Step {
  /** `questions/3/dismiss`, `knowledge/5/approve`. */
  readonly path: string;
  readonly body?: object;
}

/** Questions and texts hang together: whatever comes of a step, all of them are read anew. */
export function useDeskStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Step) => call('POST', `/${path}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}
