import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Publication } from '../../../../../src/contracts/console/publications.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import type { usePublicationStep } from './api.ts';
import { MarkedText } from './marked-text.tsx';

const parts = ['question', 'answer'] as const;

interface Props {
  readonly publication: Publication;
  /** What stands in the form above is what would be released. */
  readonly isSaved: boolean;
  readonly step: ReturnType<typeof usePublicationStep>;
}

/** As everybody will read it. Each place that looks personal is masked above, or kept by name here. */
export function ReleaseCard({ publication, isSaved, step }: Props) {
  const [kept, setKept] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const { remaining, doubtful, digest } = publication;
  const open = [...new Set(remaining.map(({ words }) => words))];
  const isDecided = open.every((words) => kept.includes(words));
  const isReleasing = step.variables?.way === 'release';
  const release = () => {
    if (isSaved && isChecked && isDecided)
      step.mutate({ way: 'release', body: { checked: true, digest, keep: [...kept] } });
  };
  return (
    <FormCard title={say('publication.release_title')} onSubmit={release}>
      {parts.map((part) => (
        <MarkedText
          key={part}
          label={nameOf('publication.read', part)}
          text={publication[part]}
          words={[...remaining, ...doubtful].filter(({ where }) => where === part).map(({ words }) => words)}
        />
      ))}
      {open.length > 0 && <p>{say('publication.remaining')}</p>}
      {open.map((words) => (
        <Checkbox
          key={words}
          label={say('publication.keep', { words, kind: kindsOf(remaining, words) })}
          checked={kept.includes(words)}
          onChange={({ currentTarget }) =>
            setKept(currentTarget.checked ? [...kept, words] : kept.filter((one) => one !== words))
          }
        />
      ))}
      {doubtful.length > 0 && (
        <p className="soft">
          {say('publication.doubtful', {
            words: [...new Set(doubtful.map(({ words }) => `“${words}”`))].join(', '),
          })}
        </p>
      )}
      <Checkbox
        label={say('publication.checked')}
        checked={isChecked}
        onChange={({ currentTarget }) => setChecked(currentTarget.checked)}
      />
      {!isSaved && <p className="soft">{say('publication.save_first')}</p>}
      <Refusal error={isReleasing ? step.error : null} />
      <Button
        type="submit"
        disabled={!isSaved || !isChecked || !isDecided}
        loading={isReleasing && step.isPending}
      >
        {say('publication.release')}
      </Button>
    </FormCard>
  );
}

const kindsOf = (places: Publication['remaining'], words: string): string =>
  [
    ...new Set(
      places.filter((place) => place.words === words).map(({ kind }) => nameOf('publication.kind', kind)),
    ),
  ].join(', ');
