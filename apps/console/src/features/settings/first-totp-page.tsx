import { say } from '../../lib/words.ts';
import { TotpForm } from './totp-form.tsx';

export function FirstTotpPage() {
  return (
    <main className="door">
      <h1>{say('account.first_totp_title')}</h1>
      <p>{say('account.first_totp_text')}</p>
      <TotpForm />
    </main>
  );
}
