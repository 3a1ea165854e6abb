import { Link } from '@tanstack/react-router';
import type { KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';
import { nameOf, say } from '../../lib/words.ts';

interface Props {
  readonly textKey: string;
  readonly title: string;
  /** Null = a guide of the starter pack, told as it came. */
  readonly row: KnowledgeRow | null;
}

export function TextLine({ textKey, title, row }: Props) {
  return (
    <li className="row-line">
      <span>
        <TextLink textKey={textKey} row={row}>
          {row?.kind === 'words' ? row.content.body : title}
        </TextLink>
        <br />
        <span className="soft">
          {row
            ? `${nameOf('knowledge.kind', row.kind)} · ${nameOf('knowledge.state', row.state)}`
            : say('knowledge.from_file')}
        </span>
      </span>
      {row?.fileChanged && <span className="chip chip-soon">{say('knowledge.file_changed_short')}</span>}
    </li>
  );
}

interface LinkProps {
  readonly textKey: string;
  readonly row: KnowledgeRow | null;
  readonly children: string;
}

/** A sentence of the assistant has a page of its own. */
function TextLink({ textKey, row, children }: LinkProps) {
  const params = { key: textKey };
  if (row?.kind === 'words')
    return (
      <Link
        className="plain-link written"
        to="/knowledge/words/$key"
        params={params}
        search={{ language: row.language }}
      >
        {children}
      </Link>
    );
  return (
    <Link className="plain-link" to="/knowledge/$key" params={params}>
      {children}
    </Link>
  );
}
