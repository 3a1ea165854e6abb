import { OwnDataQuery } from '../../contracts/console/citizens.ts';
import { readCaseCode } from '../../rules/case-code.ts';
import type { WardTx } from '../../store/database.ts';
import { type FileAnswer, recordAct, type StaffCall, type StaffRoute, staffRoute } from '../staff/index.ts';
import type { CitizenDeskDeps } from './citizen-desk.ts';
import { type DataFormat, dataFile } from './data-file.ts';
import { noteRequest } from './data-requests.ts';
import { blankCases, type CaseOfCitizen, lockDeskCase } from './erase-cases.repo.ts';
import { collectOwnData } from './own-data.ts';
import { refusal } from './privacy.errors.ts';

/** For somebody without a chat: all that is kept of them is the case that staff filed. */
export const createDeskCitizenRoutes = (deps: CitizenDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/citizens/cases/:code/data.json',
    summary: 'Bản sao dữ liệu của người không trò chuyện với trợ lý (theo mã vụ việc cán bộ nhập giúp)',
    query: OwnDataQuery,
    handle: (call) => exportCase(deps, call, call.query.format),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/citizens/cases/:code',
    summary: 'Xóa dữ liệu của người không trò chuyện với trợ lý (theo mã vụ việc cán bộ nhập giúp)',
    handle: (call) => eraseCase(deps, call),
  }),
];

function exportCase(
  { db, clock, seal, speak, law }: CitizenDeskDeps,
  { actor: { staffId, wardId }, params }: StaffCall,
  format: DataFormat,
): Promise<FileAnswer> {
  const at = clock.now();
  return db.forWard(wardId, async (tx) => {
    const { id, code } = await mustFind(tx, params.code);
    await noteRequest(tx, law, { kind: 'access', conversationId: null, staffId, at, doneAt: at });
    await recordAct(tx, { staffId, at, action: 'citizen.data_exported', target: `case ${id}`, facts: {} });
    const data = await collectOwnData(tx, { caseId: id }, seal);
    return dataFile(tx, { data, number: code, at, speak }, format);
  });
}

function eraseCase(
  { db, clock, law }: CitizenDeskDeps,
  { actor: { staffId, wardId }, params }: StaffCall,
): Promise<void> {
  const at = clock.now();
  return db.forWard(wardId, async (tx) => {
    const found = await mustFind(tx, params.code);
    await noteRequest(tx, law, { kind: 'erasure', conversationId: null, staffId, at, doneAt: at });
    await recordAct(tx, { staffId, at, action: 'citizen.erased', target: `case ${found.id}`, facts: {} });
    await blankCases(tx, [found]);
  });
}

async function mustFind(tx: WardTx, text = ''): Promise<CaseOfCitizen> {
  const reading = readCaseCode(text);
  const found = reading.ok ? await lockDeskCase(tx, reading.code) : undefined;
  if (!found) throw refusal('unknown_citizen');
  return found;
}
