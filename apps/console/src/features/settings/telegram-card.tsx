import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Refusal } from '../../components/refusal.tsx';
import { timeOnly } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { makeTelegramCode, type NoticeSettings } from './notices-api.ts';

/** A code that tells the ward's bot whose account it is talking to. */
export function TelegramCard({ telegram }: { readonly telegram: NoticeSettings['telegram'] }) {
  const code = useMutation({ mutationFn: makeTelegramCode });
  return (
    <section className="card form">
      <h2>{say('notice.telegram_title')}</h2>
      {telegram.available ? (
        <>
          <p>{say(telegram.linked ? 'notice.telegram_linked' : 'notice.telegram_hint')}</p>
          <Refusal error={code.error} />
          {code.data && (
            <p role="status">
              {say('notice.telegram_send', { at: timeOnly(code.data.expiresAt) })}{' '}
              <strong>/lienket {code.data.code}</strong>
            </p>
          )}
          <Button variant="default" loading={code.isPending} onClick={() => code.mutate()}>
            {say('notice.telegram_get')}
          </Button>
        </>
      ) : (
        <p>{say('notice.telegram_none')}</p>
      )}
    </section>
  );
}
