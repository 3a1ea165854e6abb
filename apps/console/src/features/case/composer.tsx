import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Done } from '../../components/done.tsx';
import { useLookups } from '../../lib/lookups.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { AnswerKind } from './answer-kind.tsx';
import { useAct } from './api.ts';
import { CharacterCount } from './character-count.tsx';
import { OpenPlacesWarning } from './open-places-warning.tsx';
import { Overtaken } from './overtaken.tsx';
import { replyWords } from './reply-words.ts';
import { SendButtons } from './send-buttons.tsx';
import { TemplateMenu } from './template-menu.tsx';

/** Nothing here says that an answer is sent: that is for the delivery state of its messages to say. */
export function Composer({ detail }: { readonly detail: CaseDetail }) {
  const now = useNow();
  const { categories } = useLookups();
  const [body, setBody] = useDraft(`answer:${detail.id}`);
  const [isFinal, setFinal] = useState(true);
  const answer = useAct(detail.id);
  const needsApproval = categories.find(({ code }) => code === detail.category)?.needsApproval ?? false;
  const submit = (way?: CaseDetail['otherWays'][number]) =>
    answer.mutate(
      { path: 'answers', body: { version: detail.version, body: body.trim(), isFinal, ...(way && { way }) } },
      { onSuccess: () => setBody('') },
    );
  return (
    <section className="card form" id="composer">
      <h2>{say('composer.title')}</h2>
      <p className={detail.reply?.open ? 'soft' : 'reply-closed'}>{replyWords(detail.reply, now)}</p>
      <TemplateMenu detail={detail} body={body} onChange={setBody} />
      <Textarea
        label={say('composer.body')}
        rows={6}
        maxLength={4000}
        value={body}
        onChange={({ currentTarget }) => setBody(currentTarget.value)}
      />
      <CharacterCount body={body} maxChars={detail.reply?.maxChars ?? null} />
      <OpenPlacesWarning body={body} />
      <AnswerKind isFinal={isFinal} onChange={setFinal} />
      {needsApproval && <p className="soft">{say('composer.needs_approval')}</p>}
      <Overtaken detail={detail} error={answer.error} />
      <Done text={answer.isSuccess ? say('composer.taken') : null} />
      <SendButtons
        detail={detail}
        body={body}
        needsApproval={needsApproval}
        isBusy={answer.isPending}
        onSend={submit}
      />
    </section>
  );
}
