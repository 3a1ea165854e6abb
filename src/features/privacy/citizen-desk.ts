import type { Speak } from '../../catalog/spoken-texts.ts';
import { CitizenList, CitizenSearch, OwnDataQuery } from '../../contracts/console/citizens.ts';
import type { Clock } from '../../core/clock.ts';
import { type ConversationId, conversationId } from '../../core/ids.ts';
import type { PersonalDataLaw } from '../../rules/personal-data-law.ts';
import type { Database, WardTx } from '../../store/database.ts';
import {
  type FileAnswer,
  idIn,
  recordAct,
  type StaffCall,
  type StaffRoute,
  staffRoute,
} from '../staff/index.ts';
import { type DataFormat, dataFile } from './data-file.ts';
import { noteRequest } from './data-requests.ts';
import { type FindingDeps, findCitizens, readWanted } from './find-citizens.ts';
import { collectOwnData } from './own-data.ts';
import { refusal } from './privacy.errors.ts';
import { eraseContent, eraseIdentity, hasCitizen, loadLanes } from './privacy.repo.ts';

export interface CitizenDeskDeps extends FindingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly speak: Speak;
  readonly law: PersonalDataLaw;
}

/** What an admin does for a citizen who asks about their data at the counter. */
export const createCitizenRoutes = (deps: CitizenDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'POST',
    path: '/citizens/find',
    summary:
      'Tìm người dân theo số điện thoại, mã phản ánh, tên hoặc số trợ lý đã cho; không hiện nội dung trò chuyện',
    body: CitizenSearch,
    answer: CitizenList,
    handle: ({ actor, body }) =>
      deps.db.forWard(actor.wardId, async (tx) => {
        const wanted = readWanted(body.q);
        const found = await findCitizens(tx, deps, wanted);
        const act = { staffId: actor.staffId, at: deps.clock.now(), target: `ward ${actor.wardId}` };
        const facts = { by: wanted.by, found: found.citizens.length };
        await recordAct(tx, { ...act, action: 'citizen.searched', facts });
        return found;
      }),
  }),
  staffRoute({
    method: 'GET',
    path: '/citizens/:id/data.json',
    summary: 'Bản sao mọi dữ liệu đang giữ về một người (theo số cuộc trò chuyện)',
    query: OwnDataQuery,
    handle: (call) => exportCitizen(deps, call, call.query.format),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/citizens/:id',
    summary: 'Xóa mọi dữ liệu về một người (theo số cuộc trò chuyện)',
    handle: (call) => eraseCitizen(deps, call),
  }),
];

function exportCitizen(
  { db, clock, seal, speak, law }: CitizenDeskDeps,
  call: StaffCall,
  format: DataFormat,
): Promise<FileAnswer> {
  const id = conversationId(idIn(call.params, 'id'));
  const at = clock.now();
  return db.forWard(call.actor.wardId, async (tx) => {
    await mustKnow(tx, id);
    const { staffId } = call.actor;
    await noteRequest(tx, law, { kind: 'access', conversationId: id, staffId, at, doneAt: at });
    await recordAct(tx, {
      staffId,
      at,
      action: 'citizen.data_exported',
      target: `conversation ${id}`,
      facts: {},
    });
    const data = await collectOwnData(tx, { conversation: id }, seal);
    return dataFile(tx, { data, number: id, at, speak }, format);
  });
}

/** Nothing is left half: the lane of the citizen is held, so that no turn writes while we erase. */
async function eraseCitizen({ db, clock, law }: CitizenDeskDeps, call: StaffCall): Promise<void> {
  const id = conversationId(idIn(call.params, 'id'));
  const at = clock.now();
  const { staffId, wardId } = call.actor;
  const ids = await db.forWard(wardId, (tx) => loadLanes(tx, id));
  await db.forWard(
    wardId,
    async (tx) => {
      await mustKnow(tx, id);
      await noteRequest(tx, law, { kind: 'erasure', conversationId: id, staffId, at, doneAt: null });
      await recordAct(tx, { staffId, at, action: 'citizen.erased', target: `conversation ${id}`, facts: {} });
      await eraseContent(tx, id);
      await eraseIdentity(tx, id, new Date(at));
    },
    { space: 'lane', ids },
  );
}

async function mustKnow(tx: WardTx, id: ConversationId): Promise<void> {
  if (!(await hasCitizen(tx, id))) throw refusal('unknown_citizen');
}
