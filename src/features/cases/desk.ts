import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Capabilities } from '../../channels/channel.ts';
import type { AccountId, WardId } from '../../core/ids.ts';
import type { Seal } from '../../lib/seal.ts';
import type { CaseRules } from '../../rules/case-rules.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import type { Database, WardTx } from '../../store/database.ts';
import type { SendingAccount } from '../deliveries/index.ts';
import { loadWard } from '../wards/index.ts';
import type { PhotoCleaner } from '../web-chat/index.ts';
import { loadWardDeadlines } from './desk.repo.ts';
import type { Clockwork } from './file-case.ts';

/** What acts on cases work with, beside the transaction. */
export interface CaseDesk {
  /** Of `content/law/deadlines.yaml`; a ward's own rows are added. */
  readonly deadlines: readonly DeadlineRule[];
  readonly rules: CaseRules;
  readonly speak: Speak;
  capabilitiesOf(account: AccountId): Capabilities;
}

/** What the console's addresses need beyond that. */
export interface CaseRoutesDeps extends CaseDesk {
  readonly db: Database;
  readonly seal: Seal;
  readonly photos: PhotoCleaner;
  accountOf(account: AccountId): SendingAccount | undefined;
  /** The ward's SMS account, and the chat's name of a phone number on it. */
  textsOf(
    ward: WardId,
  ): { readonly account: AccountId; chatOf(phone: string): string | undefined } | undefined;
  /** Told after a commit that an account has something to send. */
  onDue(account: AccountId): void;
  now(): number;
}

/** The same hours as before keep their object: what is known of their days is remembered with it. */
const hoursByText = new Map<string, OfficeHours>();
const mostHours = 200;

export async function loadOfficeHours(tx: WardTx): Promise<OfficeHours> {
  const { officeHours } = (await loadWard(tx)).settings;
  const text = JSON.stringify(officeHours);
  const known = hoursByText.get(text);
  if (known) return known;
  if (hoursByText.size >= mostHours) hoursByText.clear();
  hoursByText.set(text, officeHours);
  return officeHours;
}

/** What time limits are counted with in this ward. */
export async function loadClockwork(
  tx: WardTx,
  { deadlines }: Pick<CaseDesk, 'deadlines'>,
): Promise<Clockwork> {
  const own = await loadWardDeadlines(tx);
  return { deadlines: [...deadlines, ...own], officeHours: await loadOfficeHours(tx) };
}
