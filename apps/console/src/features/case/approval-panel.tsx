import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Refusal } from '../../components/refusal.tsx';
import { say } from '../../lib/words.ts';
import { useAct } from './api.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly answerId: number;
}

/** Whoever approves sends; whoever returns says why. */
export function ApprovalPanel({ detail, answerId }: Props) {
  const [words, setWords] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const decide = useAct(detail.id);
  const submit = (decision: 'approve' | 'return') => {
    const isSilentReturn = decision === 'return' && words.trim().length < 3;
    setFault(isSilentReturn ? say('answer.return_why') : null);
    if (isSilentReturn) return;
    const body = { version: detail.version, ...(words.trim() === '' ? {} : { words: words.trim() }) };
    decide.mutate({ path: `answers/${answerId}/${decision}`, body });
  };
  return (
    <div className="approval">
      <Textarea
        label={say('answer.decision_words')}
        rows={2}
        maxLength={1000}
        value={words}
        error={fault}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <Refusal error={decide.error} />
      <div className="buttons">
        <Button loading={decide.isPending} onClick={() => submit('approve')}>
          {say('answer.approve')}
        </Button>
        <Button variant="default" loading={decide.isPending} onClick={() => submit('return')}>
          {say('answer.return')}
        </Button>
      </div>
    </div>
  );
}
