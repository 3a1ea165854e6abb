import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';

/** The outside body that a routing rule names for this case; null once somebody has taken it or passed it on. */
export function proposedReferral({
  state,
  officeId,
  history,
}: Pick<CaseDetail, 'state' | 'officeId'> & {
  readonly history: readonly Pick<CaseDetail['history'][number], 'kind' | 'facts'>[];
}): number | null {
  if (state !== 'new' || officeId !== null) return null;
  const proposed = history.find(({ kind }) => kind === 'filed')?.facts.proposedOfficeId;
  return typeof proposed === 'number' ? proposed : null;
}
