import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CaseAnswer, CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { useAct } from './api.ts';
import { PhoneDialog } from './phone-dialog.tsx';

interface Props {
  readonly detail: CaseDetail;
  readonly answer: CaseAnswer;
}

/** What can be done when the citizen did not get the answer. */
export function Fallbacks({ detail, answer }: Props) {
  const [isCalling, setCalling] = useState(false);
  const act = useAct(detail.id);
  const path = `answers/${answer.id}/fallback`;
  const choose = (way: CaseAnswer['fallbacks'][number]) => {
    if (way === 'phone') setCalling(true);
    else act.mutate({ path, body: { version: detail.version, way } });
  };
  return (
    <div className="fallbacks">
      <p>{say('answer.fallback_hint')}</p>
      <div className="buttons">
        {answer.fallbacks.map((way) => (
          <Button key={way} variant="default" disabled={act.isPending} onClick={() => choose(way)}>
            {nameOf('answer.fallback', way)}
          </Button>
        ))}
      </div>
      <Refusal error={act.error} />
      {isCalling && (
        <PhoneDialog
          phone={detail.contact?.phone ?? null}
          onClose={() => setCalling(false)}
          onCalled={(words) => {
            setCalling(false);
            act.mutate({ path, body: { version: detail.version, way: 'phone', words } });
          }}
        />
      )}
    </div>
  );
}
