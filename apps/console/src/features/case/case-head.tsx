import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { CaseChips } from '../../components/case-chips.tsx';
import { Icon } from '../../components/icon.tsx';
import { holderOf } from '../../lib/case-words.ts';
import { categoryName, neighbourhoodName, useLookups } from '../../lib/lookups.ts';
import { useNow } from '../../lib/use-now.ts';
import { nameOf, say } from '../../lib/words.ts';

export function CaseHead({ detail }: { readonly detail: CaseDetail }) {
  const lookups = useLookups();
  const now = useNow();
  const place = neighbourhoodName(lookups, detail.neighbourhoodId);
  return (
    <header className="case-head">
      <h1>
        {categoryName(lookups, detail.category)} <span className="case-code">{detail.code}</span>
      </h1>
      <CaseChips row={detail} now={now} daysOff={lookups.daysOff} />
      <p className="case-facts">
        <span>
          <Icon name="person" /> {holderOf(detail, lookups)}
        </span>
        {place && (
          <span>
            <Icon name="place" /> {place}
          </span>
        )}
        <span>
          {nameOf('case.kind', detail.kind)} · {nameOf('shared.channel', detail.channel)}
        </span>
      </p>
      {detail.mergedInto && (
        <p>
          <Link className="plain-link" to="/cases/$caseId" params={{ caseId: String(detail.mergedInto.id) }}>
            {say('case.merged_into', { code: detail.mergedInto.code })}
          </Link>
        </p>
      )}
      {detail.followers > 0 && <p className="soft">{say('case.followers', { count: detail.followers })}</p>}
    </header>
  );
}
