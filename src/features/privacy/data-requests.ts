import { type DataRequestKind, type PersonalDataLaw, requestLimit } from '../../rules/personal-data-law.ts';
import { dueAt } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { loadOfficeHours } from '../cases/index.ts';
import { addRequest, type NewDataRequest } from './data-requests.repo.ts';

/** Writes down what was asked, with the moment by which the law wants it done. */
export async function noteRequest(
  tx: WardTx,
  law: PersonalDataLaw,
  request: Omit<NewDataRequest, 'dueAt'>,
): Promise<void> {
  await addRequest(tx, { ...request, dueAt: await limitOf(tx, law, request) });
}

async function limitOf(
  tx: WardTx,
  law: PersonalDataLaw,
  { kind, at }: { readonly kind: DataRequestKind; readonly at: number },
): Promise<number | null> {
  const limit = requestLimit(law, kind, at);
  return limit ? dueAt(await loadOfficeHours(tx), at, limit) : null;
}
