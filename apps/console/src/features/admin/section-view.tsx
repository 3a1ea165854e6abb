import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { useRows } from './api.ts';
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
  const [edited, setEdited] = useState<{ row: Row | null } | null>(null);
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
      {data?.length === 0 && <p className="empty">{say('admin.none')}</p>}
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
      {edited && <RowDialog section={section} row={edited.row} onClose={() => setEdited(null)} />}
    </section>
  );
}
