import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { useProcedures, useTexts } from './api.ts';
import { KnowledgeTabs } from './knowledge-tabs.tsx';
import { newestOf } from './newest.ts';
import { TextLine } from './text-line.tsx';

const restMs = 300;
const fewestLetters = 2;

/** A ward corrects what was published of a procedure: its fee, its time, where it is filed, and a word of advice. */
export function ProceduresPage() {
  return (
    <div className="page cards">
      <h1>{say('procedure.title')}</h1>
      <KnowledgeTabs />
      <p className="soft">{say('procedure.hint')}</p>
      <FindCard />
      <CorrectedCard />
    </div>
  );
}

function FindCard() {
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWanted(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isAsked = wanted.length >= fewestLetters;
  const { data, error, isLoading, refetch } = useProcedures(wanted, isAsked);
  return (
    <section className="card form">
      <h2>{say('procedure.find')}</h2>
      <TextInput
        type="search"
        label={say('procedure.search')}
        description={say('procedure.search_hint')}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {isLoading && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {isAsked && data?.procedures.length === 0 && <p className="empty">{say('procedure.not_found')}</p>}
      <ul className="rows">
        {isAsked &&
          data?.procedures.map(({ code, title, name, corrected }) => (
            <li key={code} className="row-line">
              <span>
                <Link className="plain-link" to="/knowledge/$key" params={{ key: code }}>
                  {title}
                </Link>
                <br />
                <span className="soft">
                  {code} · {name}
                </span>
              </span>
              {corrected && <span className="chip chip-news">{say('procedure.corrected')}</span>}
            </li>
          ))}
      </ul>
    </section>
  );
}

function CorrectedCard() {
  const { data, error, isPending, refetch } = useTexts();
  const rows = newestOf(data?.texts ?? []).filter(({ kind }) => kind === 'procedure');
  return (
    <section className="card">
      <h2>{say('procedure.list')}</h2>
      {isPending && <Waiting />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <p className="empty">{say('procedure.none')}</p>}
      <ul className="rows">
        {rows.map((row) => (
          <TextLine key={row.id} textKey={row.key} title={row.content.title} row={row} />
        ))}
      </ul>
    </section>
  );
}
