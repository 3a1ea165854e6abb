import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ConversationDetail,
  ConversationList,
  TakeAnswer,
} from '../../../../../src/contracts/console/conversations.ts';
import { apiBase, ask, call, queryText } from '../../lib/api.ts';

export const useConversations = () =>
  useQuery({ queryKey: ['conversations'], queryFn: () => ask<ConversationList>('/conversations') });

/** The newest page first; what was said before it is asked for when somebody wants it. */
export const useConversation = (id: number) =>
  useInfiniteQuery({
    queryKey: ['conversation', id],
    queryFn: ({ pageParam }) =>
      ask<ConversationDetail>(`/conversations/${id}${queryText({ before: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ before }) => before ?? undefined,
  });

export const talkPhotoAddress = (id: number, photo: string): string =>
  `${apiBase}/conversations/${id}/photos/${encodeURIComponent(photo)}`;

interface Step {
  readonly path: 'take' | 'messages' | 'hand-back';
  readonly body: Readonly<Record<string, unknown>>;
}

export function useConversationStep(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Step) =>
      call<Partial<TakeAnswer> | undefined>('POST', `/conversations/${id}/${path}`, body),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['conversation', id] }),
        client.invalidateQueries({ queryKey: ['conversations'] }),
      ]),
  });
}
