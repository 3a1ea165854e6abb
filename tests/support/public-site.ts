import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  createPublicApiRoutes,
  createPublicLimiter,
  createPublicPageRoutes,
} from '../../src/features/public-page/index.ts';
import { createPublicationRoutes } from '../../src/features/publications/index.ts';
import { createApp } from '../../src/http/app.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createSeal } from '../../src/lib/seal.ts';
import type { Database } from '../../src/store/database.ts';
import { type CaseRow, createCase, type MadeCase, monday } from './case-rows.ts';
import { actorOf, callStaff } from './staff-call.ts';

export interface PublicSite {
  readonly url: string;
  /** An answered case that an editor released; its public address below `url`. */
  publish(
    texts: { readonly question: string; readonly answer: string },
    over?: Partial<CaseRow>,
  ): Promise<MadeCase & { readonly path: string }>;
  close(): void;
}

export const siteNow = monday + 20 * 24 * 3_600_000;

/** The public page of a ward behind the house's own headers and error mapping, on a port of its own. */
export async function startPublicSite(
  database: Database,
  ward: { readonly id: WardId; readonly name: string },
  { editor, publicUrl }: { readonly editor: number; readonly publicUrl?: string },
): Promise<PublicSite> {
  const speak = await loadSpokenTexts('content');
  const deps = {
    db: database,
    seal: createSeal('a secret of this test'),
    speak,
    clock: { now: () => siteNow },
    limiter: createPublicLimiter(),
    ward,
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
  const app = createApp({
    log: createLogger('silent'),
    speak,
    trustedProxies: 0,
    webFolder: 'dist/web',
    routes: [
      { path: '/phan-anh', router: createPublicPageRoutes(deps) },
      { path: '/api/public', router: createPublicApiRoutes(deps) },
    ],
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const desk = createPublicationRoutes(deps);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async publish(body, over = {}) {
      const made = await createCase(database, ward.id, { writtenById: editor, ...over });
      const request = { actor: actorOf(editor, ward.id, 'communications'), params: { id: String(made.id) } };
      const { digest, remaining } = await callStaff<{ digest: string; remaining: { words: string }[] }>(
        desk,
        'PUT /cases/:id/publication',
        { ...request, body },
      );
      const { path } = await callStaff<{ path: string }>(desk, 'POST /cases/:id/publication/release', {
        ...request,
        body: { checked: true, digest, keep: remaining.map(({ words }) => words) },
      });
      return { ...made, path };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
