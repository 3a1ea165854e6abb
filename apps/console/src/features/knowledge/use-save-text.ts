import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { NewKnowledge } from '../../../../../src/contracts/console/knowledge.ts';
import { keyOf, saveText } from './api.ts';

/** Saves a new version as a draft; a text that is new gets its page. */
export function useSaveText() {
  const go = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (text: NewKnowledge) => {
      const { id } = await saveText(text);
      return text.key ? null : keyOf(id);
    },
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['knowledge'] });
      if (key !== null) await go({ to: '/knowledge/$key', params: { key } });
    },
  });
}
