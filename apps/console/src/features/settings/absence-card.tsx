import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { staffName, useLookups } from '../../lib/lookups.ts';
import { dateOnly, endOfDate, startOfDate } from '../../lib/moments.ts';
import { useSession } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { AbsenceFields, type AbsenceText } from './absence-fields.tsx';
import { endAbsence, saveAbsence } from './api.ts';
import { useOwnChange } from './use-own-change.ts';

/** While away, what would come to this person goes to the deputy. */
export function AbsenceCard() {
  const { absence } = useSession();
  const lookups = useLookups();
  const [text, setText] = useState<AbsenceText>({ from: '', until: '', deputyId: '' });
  const [fault, setFault] = useState<string | null>(null);
  const save = useOwnChange(saveAbsence);
  const end = useOwnChange(endAbsence);
  const submit = () => {
    if (absence) return end.mutate(undefined);
    const isWhole = text.from !== '' && text.until >= text.from && text.deputyId !== '';
    setFault(isWhole ? null : say('account.absence_fault'));
    if (!isWhole) return;
    save.mutate({
      from: startOfDate(text.from),
      until: endOfDate(text.until),
      deputyId: Number(text.deputyId),
    });
  };
  return (
    <FormCard title={say('account.absence_title')} onSubmit={submit}>
      {absence ? (
        <p>
          {say('account.absence_now', {
            from: dateOnly(absence.from),
            until: dateOnly(absence.until),
            deputy: staffName(lookups, absence.deputyId),
          })}
        </p>
      ) : (
        <AbsenceFields value={text} fault={fault} onChange={setText} />
      )}
      <Refusal error={absence ? end.error : save.error} />
      <Button type="submit" variant="default" loading={save.isPending || end.isPending}>
        {say(absence ? 'account.absence_end' : 'account.absence_save')}
      </Button>
    </FormCard>
  );
}
