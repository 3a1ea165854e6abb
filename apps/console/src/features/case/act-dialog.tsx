import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormBody } from '../../components/form-body.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { actForms, type FormAct } from './act-forms.ts';
import { ActTarget } from './act-target.tsx';
import { useAct } from './api.ts';
import { Overtaken } from './overtaken.tsx';
import { proposedReferral } from './proposed-referral.ts';

interface Props {
  readonly act: FormAct;
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}

const shortestReason = 3;

/** To whom, and why: the reason is kept in the history and cannot be changed later. */
export function ActDialog({ act, detail, onClose }: Props) {
  const form = actForms[act];
  const [picked, setPicked] = useState(() => (act === 'refer' ? String(proposedReferral(detail) ?? '') : ''));
  const [words, setWords] = useState('');
  const [shows, setShows] = useState(false);
  const change = useAct(detail.id);
  const isPicked = form.pick === 'nothing' || picked !== '';
  const isReasoned = words.trim().length >= shortestReason;
  const submit = () => {
    setShows(true);
    if (!isPicked || !isReasoned) return;
    const body = { version: detail.version, ...form.toBody(picked, words.trim()) };
    change.mutate({ path: act.replace('_', '-'), body }, { onSuccess: onClose });
  };
  return (
    <Dialog title={nameOf('act.do', act)} onClose={onClose}>
      <FormBody onSubmit={submit}>
        <p className="soft">{nameOf('act.hint', act)}</p>
        <ActTarget
          pick={form.pick}
          detail={detail}
          value={picked}
          fault={shows && !isPicked ? say('shared.fault_missing') : null}
          onChange={setPicked}
        />
        <Textarea
          label={say('act.reason')}
          rows={3}
          maxLength={1000}
          value={words}
          error={shows && !isReasoned ? say('shared.fault_too_short', { count: shortestReason }) : null}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Overtaken detail={detail} error={change.error} />
        <div className="buttons">
          <Button type="submit" loading={change.isPending}>
            {nameOf('act.do', act)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('shared.cancel')}
          </Button>
        </div>
      </FormBody>
    </Dialog>
  );
}
