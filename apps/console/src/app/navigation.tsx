import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { say } from '../lib/words.ts';
import { NavigationLinks } from './navigation-links.tsx';

/** Links in a row on a desk; behind one button on a phone, closed again by each step. */
export function Navigation() {
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new address closes the menu.
  useEffect(() => setOpen(false), [path]);
  return (
    <>
      <button
        type="button"
        className="menu-button"
        aria-expanded={isOpen}
        aria-controls="navigation"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'menu'} /> {say('shell.menu')}
      </button>
      <nav id="navigation" className={isOpen ? 'nav nav-open' : 'nav'} aria-label={say('shell.navigation')}>
        <NavigationLinks />
      </nav>
    </>
  );
}
