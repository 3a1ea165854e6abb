import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useSimilar } from './api.ts';
import { MergeDialog } from './merge-dialog.tsx';

/** Others that seem to be about the same thing; nothing is merged without a person's decision. */
export function Similar({ detail }: { readonly detail: CaseDetail }) {
  const { data } = useSimilar(detail.id);
  const [into, setInto] = useState<{ id: number; code: string } | null>(null);
  if (!data || data.cases.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('similar.title')}</h2>
      <ul className="rows">
        {data.cases.map(({ id, code, excerpt, state }) => (
          <li key={id} className="similar">
            <Link className="plain-link" to="/cases/$caseId" params={{ caseId: String(id) }}>
              {code}
            </Link>{' '}
            <span className="soft">{nameOf('case.state', state)}</span>
            <p>{excerpt}</p>
            <Button variant="default" onClick={() => setInto({ id, code })}>
              {say('similar.merge')}
            </Button>
          </li>
        ))}
      </ul>
      {into && <MergeDialog detail={detail} into={into} onClose={() => setInto(null)} />}
    </section>
  );
}
