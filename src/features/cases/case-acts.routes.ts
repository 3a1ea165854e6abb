import type { z } from 'zod';
import {
  Assign,
  Changed,
  Claim,
  ClaimAnswer,
  Decline,
  Merge,
  NewNote,
  Pause,
  Refer,
  Reopen,
  Resume,
  TakeOver,
  Transfer,
} from '../../contracts/console/case.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { runAct } from './act-runner.ts';
import { changed } from './answer-case.ts';
import { caseIdOf } from './case-id.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { decline, merge, refer } from './end-case.ts';
import { assign, claim, takeOver, transfer } from './move-case.ts';
import { addInternalNote } from './note-case.ts';
import { pauseByStaff, resumeByStaff } from './pause-by-staff.ts';
import { reopen } from './reopen-case.ts';

type Claimed = z.infer<typeof ClaimAnswer>;

/** What staff do with a case. Each names the version that they saw; what has changed since is not touched. */
export function createActRoutes(deps: CaseRoutesDeps): readonly StaffRoute[] {
  const act = runAct(deps);
  return [
    claimRoute(deps),
    act('take-over', 'Nhận thay phản ánh mà người khác đang giữ', TakeOver, (tx, given, { reason }) =>
      takeOver(tx, { act: given, reason }),
    ),
    act('assign', 'Giao phản ánh cho một cán bộ', Assign, (tx, given, { staffId, reason }) =>
      assign(tx, deps, { act: given, staffId, reason }),
    ),
    act('transfer', 'Chuyển phản ánh sang bộ phận khác', Transfer, (tx, given, { officeId, reason }) =>
      transfer(tx, { act: given, officeId, reason }),
    ),
    act('refer', 'Chuyển đến cơ quan có thẩm quyền ngoài phường', Refer, (tx, given, { officeId, reason }) =>
      refer(tx, deps, { act: given, officeId, reason }),
    ),
    act('pause', 'Tạm dừng thời hạn', Pause, (tx, given, { reason, words }) =>
      pauseByStaff(tx, deps, { act: given, reason, words }),
    ),
    act('resume', 'Tiếp tục tính thời hạn', Resume, (tx, given) => resumeByStaff(tx, deps, given)),
    act('merge', 'Gộp vào một phản ánh khác', Merge, (tx, given, { intoId }) =>
      merge(tx, deps, { act: given, intoId }),
    ),
    act('decline', 'Không tiếp nhận, có lý do', Decline, (tx, given, { reason }) =>
      decline(tx, deps, { act: given, reason }),
    ),
    act('reopen', 'Mở lại phản ánh', Reopen, (tx, given, { reason }) =>
      reopen(tx, deps, { act: given, reason }),
    ),
    noteRoute(deps),
  ];
}

function claimRoute(deps: CaseRoutesDeps): StaffRoute {
  return staffRoute({
    method: 'POST',
    path: '/cases/:id/claim',
    summary: 'Nhận xử lý phản ánh',
    body: Claim,
    answer: ClaimAnswer,
    async handle({ actor, params }): Promise<Claimed> {
      const wish = { actor, caseId: caseIdOf(params), at: deps.now() };
      const { outcome, due } = await deps.db.forWard(actor.wardId, (tx) => claim(tx, deps, wish));
      for (const account of due) deps.onDue(account);
      return { outcome: outcome.outcome, by: outcome.outcome === 'taken' ? outcome.by : null };
    },
  });
}

function noteRoute({ db, now }: CaseRoutesDeps): StaffRoute {
  return staffRoute({
    method: 'POST',
    path: '/cases/:id/notes',
    summary: 'Ghi chú nội bộ',
    body: NewNote,
    answer: Changed,
    handle: ({ actor, params, body }) =>
      db.forWard(actor.wardId, async (tx) => {
        const caseId = caseIdOf(params);
        await addInternalNote(tx, { actor, caseId, ...body, at: now() });
        return changed(tx, caseId);
      }),
  });
}
