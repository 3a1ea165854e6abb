import { say } from '../../lib/words.ts';
import { PasswordForm } from './password-form.tsx';

export function FirstPasswordPage() {
  return (
    <main className="door">
      <h1>{say('account.first_password_title')}</h1>
      <p>{say('account.first_password_text')}</p>
      <PasswordForm />
    </main>
  );
}
