import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Icon } from '../../components/icon.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useLookups } from '../../lib/lookups.ts';
import { say } from '../../lib/words.ts';
import { isOvertaken } from './api.ts';
import { eventActor, eventSentence } from './event-words.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly error: Error | null;
}

/** Somebody changed the case meanwhile: says who and what, shows it as it is now, keeps what was typed. */
export function Overtaken({ detail, error }: Props) {
  const lookups = useLookups();
  if (!isOvertaken(error)) return <Refusal error={error} />;
  const last = [...detail.history].sort((a, b) => a.at - b.at || a.id - b.id).at(-1);
  return (
    <div role="alert">
      <p className="refusal">
        <Icon name="alert" />{' '}
        {last
          ? say('case.overtaken_by', { name: eventActor(last), what: eventSentence(last, lookups) })
          : say('case.overtaken')}{' '}
        {say('case.overtaken_kept')}
      </p>
    </div>
  );
}
