import { Checkbox } from '@mantine/core';
import { noticeKinds } from '../../../../../src/contracts/console/notices.ts';
import { Failure } from '../../components/failure.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { type NoticeSettings, useNoticeChange, useNotices } from './notices-api.ts';
import { PushCard } from './push-card.tsx';
import { TelegramCard } from './telegram-card.tsx';

export function NoticesCard() {
  const { data, error, isPending, refetch } = useNotices();
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <KindsCard settings={data} />
      <PushCard browsers={data.push.browsers} />
      <TelegramCard telegram={data.telegram} />
    </>
  );
}

/** Saved with each tick: there is nothing to forget. */
function KindsCard({ settings }: { readonly settings: NoticeSettings }) {
  const change = useNoticeChange();
  const { email, kinds } = settings;
  // What was pressed shows at once; when it is refused, what the house has comes back.
  const pressed = change.isPending ? change.variables : undefined;
  return (
    <section className="card form">
      <h2>{say('notice.title')}</h2>
      <p className="soft">{say('notice.hint')}</p>
      <p className="soft">
        {email.available ? say('notice.email_to', { address: email.address }) : say('notice.email_none')}
      </p>
      <Refusal error={change.error} />
      {noticeKinds.map((kind) => (
        <fieldset key={kind} className="choice">
          <legend>{nameOf('notice.kind', kind)}</legend>
          <div className="buttons">
            {(['email', 'push'] as const).map((way) => (
              <Checkbox
                key={way}
                label={nameOf('notice.by', way)}
                checked={pressed?.[kind]?.[way] ?? kinds[kind][way]}
                disabled={change.isPending || (way === 'email' && !email.available)}
                onChange={({ currentTarget }) =>
                  change.mutate({ [kind]: { ...kinds[kind], [way]: currentTarget.checked } })
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}
