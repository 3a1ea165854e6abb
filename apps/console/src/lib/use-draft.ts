import { useState } from 'react';
import { draftOf, keepDraft } from './drafts.ts';

/** A text that outlives its page: whoever looks something up meanwhile finds it again. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => draftOf(key));
  const change = (next: string) => {
    keepDraft(key, next);
    setText(next);
  };
  return [text, change];
}
