import { useState } from 'react';
import { draftKey, draftOf, keepDraft } from './drafts.ts';
import { useSession } from './session.ts';

/** A text that outlives its page: whoever looks something up meanwhile, or loads the page anew, finds it again. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const key = draftKey(useSession().staff.id, name);
  const [text, setText] = useState(() => draftOf(key));
  const change = (next: string) => {
    keepDraft(key, next);
    setText(next);
  };
  return [text, change];
}
