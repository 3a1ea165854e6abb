import type { Clock } from '../../core/clock.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import type { TotpPolicy } from './totp.ts';

export interface SessionRoutesDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly totp: TotpPolicy;
  /** Name of the identity provider, where one is set up. */
  readonly oidc: string | null;
}
