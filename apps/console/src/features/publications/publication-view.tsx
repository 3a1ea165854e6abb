import { useState } from 'react';
import type { Publication, PublicationDraft } from '../../../../../src/contracts/console/publications.ts';
import { categoryName, useLookups } from '../../lib/lookups.ts';
import { dateOnly, startOfDate } from '../../lib/moments.ts';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { usePublicationStep } from './api.ts';
import { PublicationForm } from './publication-form.tsx';
import { ReleaseCard } from './release-card.tsx';
import { ReleasedCard } from './released-card.tsx';
import './publications.css';

/** Prepared first, then read as everybody will read it, then released. Auditors only read. */
export function PublicationView({ publication }: { readonly publication: Publication }) {
  const lookups = useLookups();
  const mayChange = useHasRole('communications', 'approver');
  const [typed, setTyped] = useState<PublicationDraft | null>(null);
  const step = usePublicationStep(publication.caseId);
  const isSaved = publication.state !== 'candidate' && typed === null;
  const save = (body: PublicationDraft) =>
    step.mutate({ way: 'save', body }, { onSuccess: () => setTyped(null) });
  return (
    <div className="cards">
      <header>
        <h1>
          {say('publication.one_title')} <span className="case-code">{publication.code}</span>
        </h1>
        <p className="soft">
          {nameOf('publication.state', publication.state)} · {categoryName(lookups, publication.category)} ·{' '}
          {say('publication.dates', {
            asked: dateOnly(startOfDate(publication.askedOn)),
            answered: dateOnly(startOfDate(publication.answeredOn)),
          })}
        </p>
      </header>
      <ReleasedCard publication={publication} mayChange={mayChange} step={step} />
      <PublicationForm
        publication={publication}
        typed={typed}
        mayChange={mayChange}
        step={step}
        onType={setTyped}
        onSave={save}
      />
      {mayChange && publication.state !== 'released' && (
        <ReleaseCard key={publication.digest} publication={publication} isSaved={isSaved} step={step} />
      )}
    </div>
  );
}
