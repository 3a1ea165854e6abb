import type { PublicCase } from '../../contracts/public.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readCaseCode } from '../../rules/case-code.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { type PublicStatus, statusByCode } from '../cases/index.ts';
import type { Reader } from './reader.ts';
import type { StatusFault } from './status-page.ts';

/** The progress of the case of that code, or what is wrong with the code. */
export async function findStatus(
  tx: WardTx,
  typed: string,
  reader: Reader,
): Promise<Result<PublicCase, Exclude<StatusFault, 'slow_down'>>> {
  const reading = readCaseCode(typed);
  if (!reading.ok) return err(reading.fault);
  const found = await statusByCode(tx, reading.code);
  return found ? ok(publicCase(found, reader)) : err('unknown');
}

const publicCase = (found: PublicStatus, { say }: Reader): PublicCase => ({
  code: found.code,
  state: found.state,
  words: say(`states.${found.state}`),
  office: found.office,
  receivedOn: localDate(found.receivedAt),
  expectedOn: found.state === 'new' || found.state === 'in_progress' ? localDate(found.dueAt) : null,
  answeredOn: found.state === 'answered' && found.closedAt !== null ? localDate(found.closedAt) : null,
  changedOn: localDate(found.changedAt),
});
