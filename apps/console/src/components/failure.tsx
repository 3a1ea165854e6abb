import { Button } from '@mantine/core';
import { say } from '../lib/words.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** What could not be read, and the way to try again without loading the page anew. */
export function Failure({ error, onRetry }: Props) {
  return (
    <div className="failure" role="alert">
      <p>
        <Icon name="alert" /> {error?.message ?? say('shared.failed')}
      </p>
      <Button variant="default" onClick={onRetry}>
        {say('shared.retry')}
      </Button>
    </div>
  );
}
