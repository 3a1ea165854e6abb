import { Button } from '@mantine/core';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../lib/words.ts';
import { useAct } from './api.ts';
import { Overtaken } from './overtaken.tsx';

interface Props {
  readonly detail: CaseDetail;
  readonly into: { readonly id: number; readonly code: string };
  readonly onClose: () => void;
}

export function MergeDialog({ detail, into, onClose }: Props) {
  const merge = useAct(detail.id);
  const submit = () =>
    merge.mutate(
      { path: 'merge', body: { version: detail.version, intoId: into.id } },
      { onSuccess: onClose },
    );
  return (
    <Dialog title={say('similar.merge')} onClose={onClose}>
      <div className="form">
        <p>{say('similar.sure', { code: detail.code, into: into.code })}</p>
        <Overtaken detail={detail} error={merge.error} />
        <div className="buttons">
          <Button loading={merge.isPending} onClick={submit}>
            {say('similar.merge')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('shared.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
