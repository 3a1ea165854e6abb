import { Button } from '@mantine/core';
import { Dialog } from '../../components/dialog.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { changesBetween, type Version } from './version-changes.ts';
import { VersionChanges } from './version-changes-list.tsx';

interface Props {
  readonly version: Version;
  readonly live: Version | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** Says what will be different before it is. */
export function RestoreDialog({ version, live, isPending, error, onTake, onClose }: Props) {
  return (
    <Dialog title={say('version.ask', { version: version.version })} onClose={onClose}>
      <div className="form">
        <p>{say('version.ask_hint', { at: dateTime(version.at) })}</p>
        <VersionChanges changes={changesBetween(live, version)} />
        <Refusal error={error} />
        <div className="buttons">
          <Button loading={isPending} onClick={onTake}>
            {say('version.take')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('shared.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
