import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { Photos } from './photos.tsx';
import { PlaceLinks } from './place-links.tsx';

export function CaseText({ detail }: { readonly detail: CaseDetail }) {
  return (
    <section className="card">
      <h2>{say('case.text')}</h2>
      <p className="soft">{say('case.received', { at: dateTime(detail.receivedAt) })}</p>
      <p className="written">{detail.body}</p>
      {detail.address && <p>{say('case.address', { address: detail.address })}</p>}
      {detail.place && <PlaceLinks place={detail.place} />}
      {isWebAddress(detail.videoLink) && (
        <a className="plain-link" href={detail.videoLink} target="_blank" rel="noreferrer noopener">
          {say('case.video')}
        </a>
      )}
      <Photos caseId={detail.id} photos={detail.photosList} />
    </section>
  );
}

/** Written by a citizen: only what leads to a page becomes a link. */
const isWebAddress = (link: string | null): link is string => link !== null && /^https?:\/\//i.test(link);
