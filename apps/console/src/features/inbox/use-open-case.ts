import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useCallback } from 'react';

export const caseAddress = (id: number): string => `/console/cases/${id}`;

/**
 * Follows a plain link without loading the page anew. The router's own link component watches every change of
 * address; a thousand of them make scrolling slow. Whoever wants a new tab gets the browser's own behaviour.
 */
export function useOpenCase() {
  const navigate = useNavigate();
  return useCallback(
    (event: MouseEvent<HTMLAnchorElement>) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void navigate({ to: '/cases/$caseId', params: { caseId: event.currentTarget.dataset.caseId ?? '' } });
    },
    [navigate],
  );
}
