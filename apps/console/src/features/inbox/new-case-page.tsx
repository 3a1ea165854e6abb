import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { NewCaseForm } from './new-case-form.tsx';

interface FiledCase {
  readonly id: number;
  readonly code: string;
  readonly dueAt: number;
}

/** For people at the counter, on the phone, or with a head of neighbourhood. */
export function NewCasePage() {
  const [filed, setFiled] = useState<FiledCase | null>(null);
  return (
    <div className="page">
      <Link className="plain-link" to="/" search={{ view: 'mine' }}>
        <Icon name="back" /> {say('shared.to_inbox')}
      </Link>
      <h1>{say('new-case.title')}</h1>
      {filed ? (
        <section className="card" role="status">
          <p>{say('new-case.filed', { code: filed.code, due: dateTime(filed.dueAt) })}</p>
          <p>{say('new-case.filed_hint')}</p>
          <div className="buttons">
            <Link className="big-link" to="/cases/$caseId" params={{ caseId: String(filed.id) }}>
              {say('new-case.open')}
            </Link>
            <button type="button" className="quiet" onClick={() => setFiled(null)}>
              {say('new-case.another')}
            </button>
          </div>
        </section>
      ) : (
        <NewCaseForm onFiled={setFiled} />
      )}
    </div>
  );
}
