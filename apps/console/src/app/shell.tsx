import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { Waiting } from '../components/waiting.tsx';
import { followChanges } from '../lib/live.ts';
import { useSession } from '../lib/session.ts';
import { say } from '../lib/words.ts';
import { ConnectionLine } from './connection-line.tsx';
import { Navigation } from './navigation.tsx';

/** The frame of every page of somebody who is signed in. */
export function Shell() {
  const { ward } = useSession();
  const client = useQueryClient();
  useEffect(() => followChanges(client), [client]);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {say('shell.skip')}
      </a>
      <header className="top">
        <p className="ward">{ward.name}</p>
        <Navigation />
      </header>
      <ConnectionLine />
      <main id="content" className="content" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
