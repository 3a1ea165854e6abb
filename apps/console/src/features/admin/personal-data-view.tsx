import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type CitizenList, CitizenSearch } from '../../../../../src/contracts/console/citizens.ts';
import { FormCard } from '../../components/form-card.tsx';
import { OwnDataCard } from '../../components/own-data-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { call } from '../../lib/api.ts';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { nameOf, say } from '../../lib/words.ts';
import { type Citizen, CitizenLine, nameOfCitizen, numberOf, pathOf } from './citizen-line.tsx';

/** For somebody at the counter: they are found without anybody reading what they said. */
export function PersonalDataView() {
  const [q, setQ] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [chosen, setChosen] = useState<Citizen | null>(null);
  const search = useMutation({
    mutationFn: (body: CitizenSearch) => call<CitizenList>('POST', '/citizens/find', body),
    onMutate: () => setChosen(null),
  });
  const submit = () => {
    const found = faultsOf(CitizenSearch, { q });
    setFaults(found);
    if (isSound(found)) search.mutate({ q: q.trim() });
  };
  return (
    <div className="cards">
      <FormCard title={nameOf('admin.section', 'personal-data')} onSubmit={submit}>
        <p className="soft">{say('citizen.hint')}</p>
        <TextInput
          type="search"
          label={say('citizen.search')}
          description={say('citizen.search_hint')}
          autoComplete="off"
          value={q}
          error={faults.q}
          onChange={({ currentTarget }) => setQ(currentTarget.value)}
        />
        <Refusal error={search.error} />
        <div className="buttons">
          <Button type="submit" loading={search.isPending}>
            {say('citizen.find')}
          </Button>
        </div>
      </FormCard>
      {search.data && <FoundCard found={search.data} onChoose={setChosen} />}
      {chosen && (
        <section className="cards" aria-live="polite">
          <p>
            <strong>
              {say('citizen.chosen', { name: nameOfCitizen(chosen), number: numberOf(chosen) })}
            </strong>
            <br />
            {say('citizen.check')}
          </p>
          <OwnDataCard key={pathOf(chosen)} path={pathOf(chosen)} />
        </section>
      )}
    </div>
  );
}

interface FoundProps {
  readonly found: CitizenList;
  readonly onChoose: (citizen: Citizen) => void;
}

function FoundCard({ found: { citizens, more }, onChoose }: FoundProps) {
  return (
    <section className="card" aria-live="polite">
      <h2>{say('citizen.found')}</h2>
      {citizens.length === 0 && <p className="empty">{say('citizen.none')}</p>}
      <ul className="rows">
        {citizens.map((citizen) => (
          <CitizenLine key={pathOf(citizen)} citizen={citizen} onChoose={() => onChoose(citizen)} />
        ))}
      </ul>
      {more && <p className="soft">{say('citizen.more')}</p>}
    </section>
  );
}
