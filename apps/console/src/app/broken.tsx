import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { say } from '../lib/words.ts';

/** A page that failed is drawn anew on demand; what was asked of the house before is still there. */
export function Broken({ reset }: ErrorComponentProps) {
  return (
    <div className="page" role="alert">
      <h1>{say('shared.broken_title')}</h1>
      <p>{say('shared.broken_text')}</p>
      <Button onClick={reset}>{say('shared.retry')}</Button>
    </div>
  );
}
