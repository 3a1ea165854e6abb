import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WardVersionKind } from '../../../../../src/contracts/console/admin.ts';
import { Done } from '../../components/done.tsx';
import { Failure } from '../../components/failure.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { changesBetween, type Version } from './version-changes.ts';
import { VersionChanges } from './version-changes-list.tsx';
import { useRestore, useVersions } from './versions-api.ts';

interface Props {
  readonly kind: WardVersionKind;
  readonly mayChange: boolean;
}

/** Who changed what and when, newest first; any of them can come back, and that can be undone. */
export function WardVersions({ kind, mayChange }: Props) {
  const { data, error, isPending, refetch } = useVersions(kind);
  const [asked, setAsked] = useState<Version | null>(null);
  const [undo, setUndo] = useState<Version | null>(null);
  const restore = useRestore();
  const versions = data?.versions ?? [];
  const live = versions.find(({ state }) => state === 'live');
  const take = (wanted: Version, next: Version | null) =>
    restore.mutate(wanted.id, {
      onSuccess: () => {
        setAsked(null);
        setUndo(next);
      },
    });
  return (
    <section className="card form">
      <h2>{say('version.title')}</h2>
      {isPending && <Waiting />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && versions.length < 2 && <p className="empty">{say('version.none')}</p>}
      <Done text={restore.isSuccess ? say(undo ? 'version.restored' : 'version.undone') : null} />
      {undo && (
        <div className="buttons">
          <Button variant="default" loading={restore.isPending} onClick={() => take(undo, null)}>
            {say('version.undo')}
          </Button>
        </div>
      )}
      {!asked && <Refusal error={restore.error} />}
      <ol className="rows">
        {versions.length > 1 &&
          versions.map((version, at) => (
            <VersionLine
              key={version.id}
              version={version}
              before={versions[at + 1]}
              onAsk={mayChange && version.state !== 'live' ? () => setAsked(version) : null}
            />
          ))}
      </ol>
      {asked && (
        <RestoreDialog
          version={asked}
          live={live}
          isPending={restore.isPending}
          error={restore.error}
          onTake={() => take(asked, live ?? null)}
          onClose={() => {
            setAsked(null);
            restore.reset();
          }}
        />
      )}
    </section>
  );
}

interface LineProps {
  readonly version: Version;
  readonly before: Version | undefined;
  readonly onAsk: (() => void) | null;
}

function VersionLine({ version, before, onAsk }: LineProps) {
  const { version: number, state, author, at } = version;
  return (
    <li className="row-line">
      <div>
        <strong>{say('version.one', { version: number, at: dateTime(at) })}</strong>{' '}
        {state === 'live' && <span className="chip chip-news">{say('version.live')}</span>}
        <p className="soft">{author ? say('version.by', { name: author.name }) : say('version.first')}</p>
        {before && <VersionChanges changes={changesBetween(before, version)} />}
      </div>
      {onAsk && (
        <Button
          variant="default"
          aria-label={say('version.restore_named', { version: number })}
          onClick={onAsk}
        >
          {say('version.restore')}
        </Button>
      )}
    </li>
  );
}
