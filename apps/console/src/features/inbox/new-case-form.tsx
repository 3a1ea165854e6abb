import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { NewCase } from '../../../../../src/contracts/console/case.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import { fileCase } from './api.ts';
import { emptyCase, toNewCase } from './new-case.ts';
import { NewCaseFields } from './new-case-fields.tsx';
import { PersonFields } from './person-fields.tsx';

interface Props {
  readonly onFiled: (filed: { id: number; code: string; dueAt: number }) => void;
}

export function NewCaseForm({ onFiled }: Props) {
  const client = useQueryClient();
  const [text, setText] = useState(emptyCase);
  const [faults, setFaults] = useState<Faults>({});
  const file = useMutation({
    mutationFn: fileCase,
    onSuccess: async (filed) => {
      await client.invalidateQueries({ queryKey: ['cases'] });
      onFiled(filed);
    },
  });
  const submit = () => {
    const form = toNewCase(text);
    const found = faultsOf(NewCase, form);
    const missing = form.category === '' ? { ...found, category: say('shared.fault_missing') } : found;
    setFaults(missing);
    if (isSound(missing)) file.mutate(form);
  };
  return (
    <FormCard title={say('new-case.what')} onSubmit={submit}>
      <NewCaseFields text={text} faults={faults} onChange={setText} />
      <PersonFields text={text} faults={faults} onChange={setText} />
      <Refusal error={file.error} />
      <Button type="submit" loading={file.isPending}>
        {say('new-case.file')}
      </Button>
    </FormCard>
  );
}
