import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../components/failure.tsx';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { oidcAddress, readWays } from './api.ts';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  const { data: ways, error, isPending, refetch } = useQuery({ queryKey: ['ways'], queryFn: readWays });
  return (
    <main className="door">
      <h1>{say('shared.page_title')}</h1>
      <p>{say('sign-in.intro')}</p>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {ways?.oidc && (
        <a className="big-link" href={oidcAddress}>
          {say('sign-in.with_provider', { name: ways.oidc })}
        </a>
      )}
      {ways?.password && <SignInForm />}
      <LanguageSwitch />
    </main>
  );
}
