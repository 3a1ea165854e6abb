import { AppError, type ErrorRow } from '../../core/app-error.ts';
import type { StatusFault } from './status-page.ts';

export const faultStatus: Readonly<Record<StatusFault, number>> = {
  no_code: 400,
  format: 400,
  date: 400,
  check: 400,
  unknown: 404,
  slow_down: 429,
};

const row = (fault: StatusFault): ErrorRow => ({
  status: faultStatus[fault],
  citizenText: `public-page.faults.${fault}`,
  log: 'info',
});

/** Why the public API does not answer. */
export const refusal = (fault: StatusFault): AppError => new AppError(fault, row(fault));
