import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../../lib/circuit-breaker.ts';
import type { HttpClient } from '../../lib/http-client.ts';
import type { Seal } from '../../lib/seal.ts';
import type { DossierSource } from './dossier-source.ts';
import { loadSourceSettings } from './dossiers.repo.ts';
import { HttpSourceSettings } from './http-source.schema.ts';
import { createHttpSource } from './http-source.ts';
import { tableSource } from './table-source.ts';

export interface WardSourceDeps {
  readonly http: HttpClient;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: { warn(data: object, message: string): void };
}

/** The source that each ward's settings name; without `dossierSource` there, the imported table. */
export function createWardSource({ http, seal, clock, log }: WardSourceDeps): DossierSource {
  const breakers = new Map<string, CircuitBreaker>();
  const breakerOf = (origin: string): CircuitBreaker => {
    const known = breakers.get(origin);
    if (known) return known;
    const fresh = createCircuitBreaker({ clock, failures: 5, restMs: 30_000 });
    breakers.set(origin, fresh);
    return fresh;
  };
  return {
    async find(tx, code) {
      const given = await loadSourceSettings(tx);
      if (given === undefined) return tableSource.find(tx, code);
      const settings = HttpSourceSettings.safeParse(given);
      if (!settings.success) {
        log.warn({ wardId: tx.wardId }, 'Cấu hình nguồn hồ sơ của phường không đọc được');
        return tableSource.find(tx, code);
      }
      const breaker = breakerOf(`${tx.wardId} ${new URL(settings.data.url).origin}`);
      const source = createHttpSource({ http, seal, clock, breaker, pause: wait }, settings.data);
      const found = await source.find(tx, code);
      if (!found.ok) {
        const { code: reason, detail } = found.error;
        log.warn({ wardId: tx.wardId, reason, detail }, 'Không hỏi được nguồn hồ sơ');
      }
      return found;
    },
  };
}
