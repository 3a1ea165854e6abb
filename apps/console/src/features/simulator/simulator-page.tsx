import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { currentLanguage } from '../../lib/language.ts';
import { useLookups } from '../../lib/lookups.ts';
import { say } from '../../lib/words.ts';
import { explainRoute } from './api.ts';
import { RouteAnswer } from './route-answer.tsx';

/** Where a case would go, and why: nothing is filed. */
export function SimulatorPage() {
  const { categories, neighbourhoods } = useLookups();
  const [category, setCategory] = useState('');
  const [neighbourhood, setNeighbourhood] = useState('');
  const [text, setText] = useState('');
  const explain = useMutation({ mutationFn: explainRoute });
  const submit = () =>
    explain.mutate({ category, neighbourhoodId: neighbourhood === '' ? null : Number(neighbourhood), text });
  const choice = { value: '', label: say('shared.choose') };
  return (
    <div className="page">
      <h1>{say('simulator.title')}</h1>
      <div className="cards">
        <FormCard title={say('simulator.question')} onSubmit={submit}>
          <p className="soft">{say('simulator.hint')}</p>
          <NativeSelect
            label={say('inbox.category')}
            value={category}
            data={[choice, ...categories.map((row) => ({ value: row.code, label: row[currentLanguage()] }))]}
            onChange={({ currentTarget }) => setCategory(currentTarget.value)}
          />
          <NativeSelect
            label={say('inbox.neighbourhood')}
            value={neighbourhood}
            data={[choice, ...neighbourhoods.map(({ id, name }) => ({ value: String(id), label: name }))]}
            onChange={({ currentTarget }) => setNeighbourhood(currentTarget.value)}
          />
          <Textarea
            label={say('new-case.body')}
            rows={4}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Refusal error={explain.error} />
          <Button type="submit" disabled={category === ''} loading={explain.isPending}>
            {say('simulator.ask')}
          </Button>
        </FormCard>
        {explain.data && <RouteAnswer explanation={explain.data} />}
      </div>
    </div>
  );
}
