import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { KnowledgeContent } from '../../../../../src/contracts/console/knowledge.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { previewText } from './api.ts';

/** Channel by channel as citizens will read it: made by the house, for it also sends it. */
export function TextPreview({ content }: { readonly content: KnowledgeContent }) {
  const preview = useMutation({ mutationFn: () => previewText(content) });
  return (
    <>
      <Button
        variant="default"
        disabled={content.title === '' || !hasWords(content)}
        loading={preview.isPending}
        onClick={() => preview.mutate()}
      >
        {say('composer.preview')}
      </Button>
      <Refusal error={preview.error} />
      {preview.data && (
        <Dialog title={say('knowledge.preview')} onClose={preview.reset}>
          {preview.data.previews.map(({ channel, messages }) => (
            <section key={channel}>
              <h3>{nameOf('shared.channel', channel)}</h3>
              <ol className="cards">
                {messages.map(({ text, buttons }) => (
                  <li key={text} className="card written">
                    {[text, ...buttons.map(({ label }) => `[ ${label} ]`)].join('\n')}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </Dialog>
      )}
    </>
  );
}

const hasWords = ({ body, facts }: KnowledgeContent): boolean =>
  facts ? Object.keys(facts).length > 0 : body !== '';
