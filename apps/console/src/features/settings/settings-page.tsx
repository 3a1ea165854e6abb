import { say } from '../../lib/words.ts';
import { AbsenceCard } from './absence-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { NoticesCard } from './notices-card.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { TotpCard } from './totp-card.tsx';

export function SettingsPage() {
  return (
    <div className="page">
      <h1>{say('account.title')}</h1>
      <div className="cards">
        <ProfileForm />
        <AbsenceCard />
        <NoticesCard />
        <DevicesCard />
        <PasswordForm />
        <TotpCard />
      </div>
    </div>
  );
}
