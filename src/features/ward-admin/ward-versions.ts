import type { WardContacts, WardVersionKind } from '../../contracts/console/admin.ts';
import type { OfficeHoursSettings } from '../../contracts/console/hours.ts';
import type { WardTx } from '../../store/database.ts';
import { loadWard } from '../wards/index.ts';
import { addVersion, listVersions, lockVersions } from './ward-versions.repo.ts';

/**
 * Makes a change of the ward's contacts or office hours, and keeps what they were and what they became. What was there
 * before the first change becomes a version as well, so that it can come back.
 */
export async function keepVersion(
  tx: WardTx,
  { kind, by }: { readonly kind: WardVersionKind; readonly by: number },
  change: () => Promise<void>,
): Promise<void> {
  await lockVersions(tx, kind);
  if ((await listVersions(tx, kind)).length === 0)
    await addVersion(tx, { kind, content: await contentNow(tx, kind), by: null });
  await change();
  await addVersion(tx, { kind, content: await contentNow(tx, kind), by });
}

async function contentNow(tx: WardTx, kind: WardVersionKind): Promise<WardContacts | OfficeHoursSettings> {
  const { settings } = await loadWard(tx);
  if (kind === 'hours') return settings.officeHours;
  const { contacts, hotline = null, website = null, map = null } = settings;
  const { officerAnswersWithinWorkingHours = null } = settings;
  return { contacts, hotline, website, map, officerAnswersWithinWorkingHours };
}
