import { useState } from 'react';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../lib/words.ts';
import { photoAddress } from './api.ts';

interface Props {
  readonly caseId: number;
  readonly photos: CaseDetail['photosList'];
}

export function Photos({ caseId, photos }: Props) {
  const [large, setLarge] = useState<number | null>(null);
  const shown = large === null ? undefined : photos[large];
  const nameAt = (at: number) => say('case.photo', { number: at + 1, count: photos.length });
  return (
    <>
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map(({ id, width, height }, at) => (
            <li key={id}>
              <button type="button" onClick={() => setLarge(at)}>
                <img
                  src={photoAddress(caseId, id)}
                  alt={nameAt(at)}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown && large !== null && (
        <Dialog wide title={nameAt(large)} onClose={() => setLarge(null)}>
          <img className="large-photo" src={photoAddress(caseId, shown.id)} alt={nameAt(large)} />
          <a className="plain-link" href={photoAddress(caseId, shown.id)} target="_blank" rel="noopener">
            {say('case.photo_open')}
          </a>
        </Dialog>
      )}
    </>
  );
}
