import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Done } from '../../components/done.tsx';
import { officeName, useLookups } from '../../lib/lookups.ts';
import { nameOf, say } from '../../lib/words.ts';
import { ActDialog } from './act-dialog.tsx';
import { type FormAct, isFormAct } from './act-forms.ts';
import { useAct } from './api.ts';
import { Overtaken } from './overtaken.tsx';
import { proposedReferral } from './proposed-referral.ts';

/** Only what the house says this person may do now. */
export function Acts({ detail }: { readonly detail: CaseDetail }) {
  const [open, setOpen] = useState<FormAct | null>(null);
  const act = useAct(detail.id);
  const may = new Set(detail.acts);
  const forms = detail.acts.filter(isFormAct);
  const told = act.isSuccess ? outcomeWords(act.data) : null;
  if (forms.length === 0 && !may.has('claim') && !may.has('resume') && !may.has('answer'))
    return <Done text={told} />;
  return (
    <section className="card" aria-label={say('act.title')}>
      {may.has('refer') && <Proposal detail={detail} />}
      <div className="acts">
        {may.has('claim') && (
          <Button loading={act.isPending} onClick={() => act.mutate({ path: 'claim', body: {} })}>
            {say('act.claim')}
          </Button>
        )}
        {may.has('resume') && (
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ path: 'resume', body: { version: detail.version } })}
          >
            {say('act.resume')}
          </Button>
        )}
        {may.has('answer') && (
          <a className="big-link" href="#composer">
            {say('act.answer')}
          </a>
        )}
        {forms.map((name) => (
          <Button key={name} variant="default" onClick={() => setOpen(name)}>
            {nameOf('act.do', name)}
          </Button>
        ))}
      </div>
      <Overtaken detail={detail} error={act.error} />
      <Done text={told} />
      {open && <ActDialog act={open} detail={detail} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** What the routing rules would have the dispatcher do; the dialog of the referral is filled in with it. */
function Proposal({ detail }: { readonly detail: CaseDetail }) {
  const office = officeName(useLookups(), proposedReferral(detail));
  if (office === '') return null;
  return (
    <p>
      <strong>{say('act.proposed', { office })}</strong>
      <br />
      <span className="soft">{say('act.proposed_hint')}</span>
    </p>
  );
}

/** A claim may find that somebody was faster. */
function outcomeWords(answer: { outcome?: 'claimed' | 'taken'; by?: string | null }): string {
  if (answer.outcome === 'taken') return say('act.taken', { name: answer.by ?? '' });
  return say(answer.outcome === 'claimed' ? 'act.claimed' : 'act.done');
}
