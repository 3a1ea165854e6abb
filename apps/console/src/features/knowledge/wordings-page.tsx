import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { useSentences } from './api.ts';
import { KnowledgeTabs } from './knowledge-tabs.tsx';
import { WordingLine } from './wording-line.tsx';
import { findSentences, flowTitle, type Narrowing, narrowings, type Place } from './wording-place.ts';
import './knowledge.css';

/** Everything that the assistant says by itself, flow by flow: as it came, and in the ward's own words. */
export function WordingsPage() {
  const place = useSearch({ from: '/inside/knowledge/words' });
  const [words, setWords] = useState('');
  const [only, setOnly] = useState<Narrowing>('all');
  const { data, error, isPending, refetch } = useSentences(place);
  const all = data?.sentences ?? [];
  const found = findSentences(all, { words, only });
  return (
    <div className="page cards">
      <h1>{say('wording.title')}</h1>
      <KnowledgeTabs />
      <p className="soft">{say('wording.hint')}</p>
      <section className="card form" aria-label={say('wording.choose')}>
        <PlaceChoice place={place} flows={data?.flows ?? []} />
        <TextInput
          type="search"
          label={say('wording.search')}
          placeholder={say('wording.search_hint')}
          leftSection={<Icon name="search" />}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <NativeSelect
          label={say('wording.only')}
          value={only}
          data={narrowings.map((value) => ({ value, label: nameOf('wording.only', value) }))}
          onChange={({ currentTarget }) =>
            setOnly(narrowings.find((known) => known === currentTarget.value) ?? 'all')
          }
        />
      </section>
      <section className="card">
        <h2>{say('wording.sentences')}</h2>
        {isPending && <Waiting />}
        {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
        {data && (
          <p className="soft" role="status">
            {say('wording.count', { count: found.length })}
          </p>
        )}
        {data && found.length === 0 && <p className="empty">{say('wording.none')}</p>}
        <ul className="rows">
          {found.map((sentence) => (
            <WordingLine key={sentence.key} sentence={sentence} all={all}>
              {place.flow === 'all' ? flowTitle(data?.flows ?? [], sentence.key) : null}
            </WordingLine>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface PlaceProps {
  readonly place: Place;
  readonly flows: readonly { readonly id: string; readonly title: string }[];
}

function PlaceChoice({ place, flows }: PlaceProps) {
  const navigate = useNavigate();
  const go = (next: Place) => void navigate({ to: '/knowledge/words', search: next, replace: true });
  return (
    <div className="wording-place">
      <NativeSelect
        label={say('wording.flow')}
        value={place.flow}
        data={[
          { value: 'all', label: say('wording.all') },
          ...flows.map(({ id }) => ({ value: id, label: flowTitle(flows, `${id}.`) })),
        ]}
        onChange={({ currentTarget }) => go({ ...place, flow: currentTarget.value })}
      />
      <NativeSelect
        label={say('wording.language')}
        value={place.language}
        data={(['vi', 'en'] as const).map((value) => ({ value, label: nameOf('wording.language', value) }))}
        onChange={({ currentTarget }) =>
          go({ ...place, language: currentTarget.value === 'en' ? 'en' : 'vi' })
        }
      />
    </div>
  );
}
