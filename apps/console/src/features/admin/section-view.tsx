import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { useRows } from './api.ts';
import { LawDeadlines } from './law-deadlines.tsx';
import { RowDialog } from './row-dialog.tsx';
import { RowLine } from './row-line.tsx';
import type { Row } from './row-text.ts';
import type { Section } from './sections.ts';

interface Props {
  readonly section: Section;
  readonly mayChange: boolean;
}

export function SectionView({ section, mayChange }: Props) {
  const { data, error, isPending, refetch } = useRows(section);
  const [edited, setEdited] = useState<{ row: Row | null; preset?: Row } | null>(null);
  const isDeadlines = section.name === 'deadline-rules';
  return (
    <section className="card">
      <h2>{nameOf('admin.section', section.name)}</h2>
      {mayChange && (
        <Button onClick={() => setEdited({ row: null })}>
          <Icon name="plus" /> {say('admin.add')}
        </Button>
      )}
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <p className="empty">{say(isDeadlines ? 'admin.no_own_deadlines' : 'admin.none')}</p>
      )}
      <ul className="rows">
        {data?.map((row) => (
          <RowLine
            key={String(row[section.key])}
            section={section}
            row={row}
            onEdit={mayChange ? () => setEdited({ row }) : null}
          />
        ))}
      </ul>
      {isDeadlines && (
        <LawDeadlines
          section={section}
          onReplace={mayChange ? (preset) => setEdited({ row: null, preset }) : null}
        />
      )}
      {edited && <RowDialog section={section} {...edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
