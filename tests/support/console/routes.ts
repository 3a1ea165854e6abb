import { Router } from 'express';
import { CaseDetail } from '../../../src/contracts/console/case.ts';
import { CaseList, CaseRow, caseViews } from '../../../src/contracts/console/cases.ts';
import { ConversationDetail, ConversationList } from '../../../src/contracts/console/conversations.ts';
import { Session } from '../../../src/contracts/console/session.ts';
import { adminRoutes } from './admin-routes.ts';
import { lookups, self, session } from './data.ts';
import { deskRoutes } from './desk-routes.ts';
import type { FakeHouse } from './fake-house.ts';
import { picture } from './picture.ts';
import { publicationRoutes } from './publication-routes.ts';

export type Refuse = (status: number, code: string, message: string) => never;

/** The console's API as its contracts describe it, without a database; every answer is checked by its shape. */
export function fakeRoutes(house: FakeHouse, refuse: Refuse, tell: (line: object) => void): Router {
  const router = Router();
  addSession(router, house, refuse);
  router.use((_request, _response, next) =>
    house.session ? next() : refuse(401, 'no_session', 'Anh/chị chưa đăng nhập.'),
  );
  router.get('/lookups', (_request, response) => void response.json(lookups));
  addLists(router, house);
  router.use(publicationRoutes());
  router.use(deskRoutes());
  addCase(router, house, refuse, tell);
  addTalks(router, house, tell);
  router.use(adminRoutes());
  return router;
}

function addSession(router: Router, house: FakeHouse, refuse: Refuse): void {
  router.get(
    '/sign-in-ways',
    (_request, response) => void response.json({ password: true, oidc: 'VNeID thử' }),
  );
  router.get('/session', (_request, response) => {
    if (!house.session) refuse(401, 'no_session', 'Anh/chị chưa đăng nhập.');
    response.json(Session.parse(house.session));
  });
  router.post('/session', (request, response) => {
    if (request.body.password !== house.password)
      refuse(401, 'wrong_credentials', 'E-mail hoặc mật khẩu chưa đúng.');
    if (house.code && !request.body.code) refuse(401, 'code_needed', 'Cần mã xác thực.');
    house.session = session();
    response.json(house.session);
  });
  router.delete('/session', (_request, response) => {
    house.session = null;
    response.status(204).end();
  });
  router.post('/session/password', (request, response) => {
    if (request.body.current !== house.password)
      refuse(400, 'wrong_password', 'Mật khẩu đang dùng chưa đúng.');
    if (house.session) house.session = { ...house.session, mustDo: [] };
    response.status(204).end();
  });
  router.post('/session/reset', (_request, response) => void response.status(204).end());
  router.post(
    '/session/totp',
    (_request, response) => void response.json({ secret: 'ABCDEFGHIJKLMNOP', qrSvg: picture }),
  );
  router.get(
    '/session/devices',
    (_request, response) =>
      void response.json({
        devices: [
          { id: 'a', device: 'Chrome, Windows', lastSeenAt: Date.now(), current: true },
          { id: 'b', device: 'Safari, iPhone', lastSeenAt: Date.now() - 3_600_000, current: false },
        ],
      }),
  );
}

function addLists(router: Router, house: FakeHouse): void {
  router.get(
    '/cases/counts',
    (_request, response) =>
      void response.json({ counts: Object.fromEntries(caseViews.map((view) => [view, house.cases.size])) }),
  );
  router.get('/cases', (request, response) => {
    const q = String(request.query.q ?? '');
    const all = [...house.cases.values()].filter(({ code, body }) => `${code} ${body}`.includes(q));
    const from = Number(request.query.after ?? 0);
    const page = all.slice(from, from + 50).map((detail) => CaseRow.parse(detail));
    const next = from + 50 < all.length ? String(from + 50) : null;
    response.json(CaseList.parse({ cases: page, next }));
  });
  router.post(
    '/cases',
    (_request, response) =>
      void response.json({ id: 1, code: 'PA-261125-0099-K', dueAt: Date.now() + 86_400_000 }),
  );
  router.post(
    '/cases/route',
    (_request, response) =>
      void response.json({
        officeId: 1,
        chairOnly: false,
        deadline: {
          dueAt: Date.now() + 86_400_000,
          legalBasis: 'Mức tạm dùng',
          value: 7,
          unit: 'working_day',
        },
        rules: [
          { ruleId: 1, officeId: 1, matched: true, chosen: true, why: ['lĩnh vực'], whyNot: [] },
          { ruleId: 2, officeId: 2, matched: false, chosen: false, why: [], whyNot: ['khác thôn'] },
        ],
      }),
  );
}

function addCase(router: Router, house: FakeHouse, refuse: Refuse, tell: (line: object) => void): void {
  const find = (id: string | undefined): CaseDetail =>
    house.cases.get(Number(id)) ?? refuse(404, 'not_found', 'Không có vụ việc này.');
  const keep = (detail: CaseDetail) => {
    house.cases.set(detail.id, detail);
    tell({ kind: 'case', id: detail.id });
    return { id: detail.id, version: detail.version, state: detail.state };
  };
  router.get(
    '/cases/:id',
    (request, response) => void response.json(CaseDetail.parse(find(request.params.id))),
  );
  router.get(
    '/cases/:id/similar',
    (_request, response) =>
      void response.json({
        cases: [
          { id: 3, code: 'PA-261125-0003-K', excerpt: 'Rác để lâu ngày ở ngõ 12', score: 0.8, state: 'new' },
        ],
      }),
  );
  router.get('/cases/:id/photos/:photo', (_request, response) => void response.type('svg').send(picture));
  router.post(
    '/cases/:id/preview',
    (request, response) =>
      void response.json({ channel: 'zalo-oa', messages: [`Phường Gần Dân trả lời:\n${request.body.body}`] }),
  );
  router.post('/cases/:id/claim', (request, response) => {
    const detail = find(request.params.id);
    if (detail.assignee && detail.assignee.id !== self.id)
      return void response.json({ outcome: 'taken', by: detail.assignee.name });
    keep({ ...detail, assignee: self, state: 'in_progress', version: detail.version + 1 });
    response.json({ outcome: 'claimed', by: null });
  });
  router.post('/cases/:id/:act', (request, response) => {
    const detail = find(request.params.id);
    const isFree = request.params.act === 'notes';
    if (!isFree && request.body.version !== detail.version)
      refuse(409, 'case_changed', 'Vụ việc vừa được người khác thay đổi.');
    response.json(keep({ ...detail, version: detail.version + 1 }));
  });
}

function addTalks(router: Router, house: FakeHouse, tell: (line: object) => void): void {
  router.get(
    '/conversations',
    (_request, response) => void response.json(ConversationList.parse({ conversations: [house.talk] })),
  );
  router.get(
    '/conversations/:id',
    (_request, response) => void response.json(ConversationDetail.parse(house.talk)),
  );
  router.post('/conversations/:id/take', (_request, response) => {
    house.talk = { ...house.talk, speaker: 'officer', officer: self };
    tell({ kind: 'conversation', id: 1 });
    response.json({ outcome: 'talking', by: null });
  });
  router.post('/conversations/:id/messages', (_request, response) => void response.json({ accepted: true }));
}
