import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { readPreview } from './api.ts';

interface Props {
  readonly caseId: number;
  readonly body: string;
}

/** The messages as the citizen will see them: made by the house, for it also sends them. */
export function Preview({ caseId, body }: Props) {
  const preview = useMutation({ mutationFn: () => readPreview(caseId, body) });
  return (
    <>
      <Button
        variant="default"
        disabled={body.trim() === ''}
        loading={preview.isPending}
        onClick={() => preview.mutate()}
      >
        {say('composer.preview')}
      </Button>
      <Refusal error={preview.error} />
      {preview.data && (
        <Dialog
          title={say('composer.preview_title', { channel: nameOf('shared.channel', preview.data.channel) })}
          onClose={preview.reset}
        >
          <ol className="bubbles">
            {preview.data.messages.map((message) => (
              <li key={message} className="bubble written">
                {message}
              </li>
            ))}
          </ol>
        </Dialog>
      )}
    </>
  );
}
