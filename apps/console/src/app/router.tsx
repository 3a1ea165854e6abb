import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { readFolder } from '../features/inbox/folder.ts';
import { readKind } from '../features/knowledge/newest.ts';
import { readPlace, readTongue } from '../features/knowledge/wording-place.ts';
import { readShelf } from '../features/publications/publication-state.ts';
import { Broken } from './broken.tsx';
import { Gate } from './gate.tsx';
import { NotFound } from './not-found.tsx';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('../features/sign-in/reset-page.tsx'), 'ResetPage'),
});
/** Everything inside asks who is there; the address stays, so that a link from a message leads on after signing in. */
const inside = createRoute({ getParentRoute: () => rootRoute, id: 'inside', component: Gate });

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: readFolder,
  component: lazyRouteComponent(() => import('../features/inbox/inbox-page.tsx'), 'InboxPage'),
});
const newCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/new',
  component: lazyRouteComponent(() => import('../features/inbox/new-case-page.tsx'), 'NewCasePage'),
});
const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('../features/case/case-page.tsx'), 'CasePage'),
});
const conversations = createRoute({
  getParentRoute: () => inside,
  path: '/conversations',
  component: lazyRouteComponent(
    () => import('../features/conversations/conversations-page.tsx'),
    'ConversationsPage',
  ),
});
const conversation = createRoute({
  getParentRoute: () => inside,
  path: '/conversations/$conversationId',
  component: lazyRouteComponent(
    () => import('../features/conversations/conversation-page.tsx'),
    'ConversationPage',
  ),
});
const simulator = createRoute({
  getParentRoute: () => inside,
  path: '/simulator',
  component: lazyRouteComponent(() => import('../features/simulator/simulator-page.tsx'), 'SimulatorPage'),
});
const petitions = createRoute({
  getParentRoute: () => inside,
  path: '/petitions',
  component: lazyRouteComponent(() => import('../features/petitions/petitions-page.tsx'), 'PetitionsPage'),
});
const publications = createRoute({
  getParentRoute: () => inside,
  path: '/publications',
  validateSearch: readShelf,
  component: lazyRouteComponent(
    () => import('../features/publications/publications-page.tsx'),
    'PublicationsPage',
  ),
});
const publication = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/publication',
  component: lazyRouteComponent(
    () => import('../features/publications/publication-page.tsx'),
    'PublicationPage',
  ),
});
const knowledge = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('../features/knowledge/knowledge-page.tsx'), 'KnowledgePage'),
});
const oneText = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge/$key',
  validateSearch: readKind,
  component: lazyRouteComponent(() => import('../features/knowledge/text-page.tsx'), 'TextPage'),
});
const procedures = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge/procedures',
  component: lazyRouteComponent(() => import('../features/knowledge/procedures-page.tsx'), 'ProceduresPage'),
});
const wordings = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge/words',
  validateSearch: readPlace,
  component: lazyRouteComponent(() => import('../features/knowledge/wordings-page.tsx'), 'WordingsPage'),
});
const wording = createRoute({
  getParentRoute: () => inside,
  path: '/knowledge/words/$key',
  validateSearch: readTongue,
  component: lazyRouteComponent(() => import('../features/knowledge/wording-page.tsx'), 'WordingPage'),
});
const statistics = createRoute({
  getParentRoute: () => inside,
  path: '/statistics',
  component: lazyRouteComponent(() => import('../features/statistics/statistics-page.tsx'), 'StatisticsPage'),
});
const admin = createRoute({
  getParentRoute: () => inside,
  path: '/admin/$section',
  component: lazyRouteComponent(() => import('../features/admin/admin-page.tsx'), 'AdminPage'),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

export const router = createRouter({
  basepath: '/console',
  routeTree: rootRoute.addChildren([
    reset,
    inside.addChildren([
      inbox,
      newCase,
      oneCase,
      conversations,
      conversation,
      simulator,
      petitions,
      publications,
      publication,
      knowledge,
      oneText,
      procedures,
      wordings,
      wording,
      statistics,
      admin,
      settings,
    ]),
  ]),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
