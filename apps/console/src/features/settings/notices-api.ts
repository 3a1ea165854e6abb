import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  NoticeChoices,
  NoticeSettings as NoticeSettingsShape,
  TelegramCode,
} from '../../../../../src/contracts/console/notices.ts';
import { ask, call } from '../../lib/api.ts';

export type NoticeSettings = z.infer<typeof NoticeSettingsShape>;

export const noticesKey = ['notices'] as const;

export const useNotices = () =>
  useQuery({ queryKey: noticesKey, queryFn: () => ask<NoticeSettings>('/notices/settings') });

export function useNoticeChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kinds: NoticeChoices) => call<NoticeSettings>('PUT', '/notices/settings', { kinds }),
    onSuccess: (settings) => client.setQueryData(noticesKey, settings),
  });
}

export const makeTelegramCode = () => call<z.infer<typeof TelegramCode>>('POST', '/notices/telegram-code');
