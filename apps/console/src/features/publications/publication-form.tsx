import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Publication, PublicationDraft } from '../../../../../src/contracts/console/publications.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { nameOf, say } from '../../lib/words.ts';
import type { usePublicationStep } from './api.ts';
import { MarkedText } from './marked-text.tsx';

const parts = ['question', 'answer'] as const;

interface Props {
  readonly publication: Publication;
  /** Null = nothing was typed since it was saved. */
  readonly typed: PublicationDraft | null;
  readonly mayChange: boolean;
  readonly step: ReturnType<typeof usePublicationStep>;
  readonly onType: (draft: PublicationDraft) => void;
  readonly onSave: (draft: PublicationDraft) => void;
}

/** Each text beside what was really written; what the rules took out of it is marked there. */
export function PublicationForm({ publication, typed, mayChange, step, onType, onSave }: Props) {
  const [faults, setFaults] = useState<Faults>({});
  const draft = typed ?? { question: publication.question, answer: publication.answer };
  const isSaving = step.variables?.way === 'save';
  const submit = () => {
    const found = faultsOf(PublicationDraft, draft);
    setFaults(found);
    if (isSound(found)) onSave(draft);
  };
  return (
    <FormCard title={say('publication.texts')} onSubmit={submit}>
      <p className="soft">{say('publication.masked_hint')}</p>
      {parts.map((part) => (
        <div key={part} className="side-by-side">
          <MarkedText
            label={nameOf('publication.original', part)}
            text={publication.original[part]}
            words={publication.masked.filter(({ where }) => where === part).map(({ words }) => words)}
          />
          <Textarea
            label={nameOf('publication.part', part)}
            rows={7}
            maxLength={10_000}
            value={draft[part]}
            error={faults[part]}
            readOnly={!mayChange}
            onChange={({ currentTarget }) => onType({ ...draft, [part]: currentTarget.value })}
          />
        </div>
      ))}
      <Refusal error={isSaving ? step.error : null} />
      <Done text={isSaving && step.isSuccess && typed === null ? say('publication.saved') : null} />
      {publication.state === 'released' && typed && (
        <p className="soft">{say('publication.save_takes_down')}</p>
      )}
      {mayChange && (
        <Button type="submit" variant="default" loading={isSaving && step.isPending}>
          {say('publication.save')}
        </Button>
      )}
    </FormCard>
  );
}
