import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { TotpCode } from '../../../../../src/contracts/console/session.ts';
import { CodeField } from '../../components/code-field.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import { confirmTotp, offerTotp } from './api.ts';
import { TotpPicture } from './totp-picture.tsx';
import { useOwnChange } from './use-own-change.ts';

/** First the picture for the authenticator, then a code as proof that it works. */
export function TotpForm() {
  const [code, setCode] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const offer = useMutation({ mutationFn: offerTotp });
  const confirm = useOwnChange(confirmTotp);
  const submit = () => {
    if (!offer.data) return offer.mutate();
    const found = faultsOf(TotpCode, { code });
    setFaults(found);
    if (isSound(found)) confirm.mutate({ code });
  };
  return (
    <FormCard title={say('account.totp_title')} onSubmit={submit}>
      <p>{say('account.totp_text')}</p>
      {offer.data && (
        <>
          <TotpPicture svg={offer.data.qrSvg} secret={offer.data.secret} />
          <CodeField value={code} fault={faults.code} onChange={setCode} />
        </>
      )}
      <Refusal error={offer.error ?? confirm.error} />
      <Button type="submit" loading={offer.isPending || confirm.isPending}>
        {say(offer.data ? 'account.totp_confirm' : 'account.totp_begin')}
      </Button>
    </FormCard>
  );
}
