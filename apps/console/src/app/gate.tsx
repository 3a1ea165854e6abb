import { lazy, Suspense, useEffect } from 'react';
import { Failure } from '../components/failure.tsx';
import { Waiting } from '../components/waiting.tsx';
import { changeLanguage } from '../lib/language.ts';
import { useSessionQuery } from '../lib/session.ts';
import { Shell } from './shell.tsx';

const SignInPage = lazy(async () => ({
  default: (await import('../features/sign-in/sign-in-page.tsx')).SignInPage,
}));
const FirstPasswordPage = lazy(async () => ({
  default: (await import('../features/settings/first-password-page.tsx')).FirstPasswordPage,
}));
const FirstTotpPage = lazy(async () => ({
  default: (await import('../features/settings/first-totp-page.tsx')).FirstTotpPage,
}));

/** Who is not signed in signs in; who must do something first does that; then comes the work. */
export function Gate() {
  const { data: session, error, isPending, refetch } = useSessionQuery();
  const language = session?.staff.language;
  useEffect(() => {
    if (language) void changeLanguage(language);
  }, [language]);
  if (isPending) return <Waiting />;
  if (session === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <Suspense fallback={<Waiting />}>
      {session === null ? <SignInPage /> : <Admitted mustDo={session.mustDo[0]} />}
    </Suspense>
  );
}

function Admitted({ mustDo }: { readonly mustDo: 'change_password' | 'set_up_totp' | undefined }) {
  if (mustDo === 'change_password') return <FirstPasswordPage />;
  if (mustDo === 'set_up_totp') return <FirstTotpPage />;
  return <Shell />;
}
