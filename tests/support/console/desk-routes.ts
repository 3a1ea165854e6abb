import { Router } from 'express';
import {
  type KnowledgeContent,
  KnowledgeList,
  QuestionList,
} from '../../../src/contracts/console/knowledge.ts';
import { NoticeSettings, noticeKinds } from '../../../src/contracts/console/notices.ts';
import { Statistics } from '../../../src/contracts/console/statistics.ts';
import { self } from './data.ts';

const now = Date.now();
const figures = {
  received: 12,
  answered: 9,
  due: 10,
  onTime: 8,
  onTimePercent: 80,
  medianWorkingHours: 14,
};

/** Questions, the ward's own texts, and the ward's figures. */
export function deskRoutes(): Router {
  const router = Router();
  let content: KnowledgeContent = { title: 'Mấy giờ phường mở cửa?', asks: [], body: '', links: [] };
  let state = 'draft';
  router.get('/questions', (_request, response) => {
    const question = { question: content.title, timesAsked: 7, lastAskedAt: now, state: 'open' };
    response.json(QuestionList.parse({ questions: [{ ...question, id: 4, knowledgeId: null }] }));
  });
  router.post('/questions/:id/draft', (_request, response) => void response.json({ id: 5 }));
  router.get('/knowledge', ({ query }, response) => {
    const isOurs = query.key === undefined || query.key === 'hoi-dap-4';
    const text = {
      id: 5,
      kind: 'faq',
      key: 'hoi-dap-4',
      language: 'vi',
      version: 1,
      state,
      content,
      author: self,
    };
    const rest = { reviewer: null, reviewWords: null, createdAt: now, decidedAt: null, questionId: 4 };
    const texts = isOurs ? [{ ...text, ...rest, fileChanged: true }] : [];
    response.json(KnowledgeList.parse({ texts, files: [], original: null }));
  });
  router.post('/knowledge/preview', ({ body }, response) => {
    const messages = [{ text: body.content.body, buttons: [] }];
    response.json({ previews: [{ channel: 'zalo-oa', messages }] });
  });
  router.post('/knowledge', ({ body }, response) => {
    content = body.content;
    response.json({ id: 5 });
  });
  router.post('/knowledge/5/:step', ({ params }, response) => {
    state = { submit: 'waiting', approve: 'live', reject: 'rejected' }[params.step] ?? 'retired';
    response.status(204).end();
  });
  const ways = { email: false, push: true };
  let kinds = Object.fromEntries(noticeKinds.map((kind) => [kind, ways]));
  const settings = () =>
    NoticeSettings.parse({
      kinds,
      email: { address: 'hanh@phuong.example', available: true },
      push: { browsers: 0 },
      telegram: { available: true, linked: false },
    });
  router.get('/notices/settings', (_request, response) => void response.json(settings()));
  router.put('/notices/settings', ({ body }, response) => {
    kinds = { ...kinds, ...body.kinds };
    response.json(settings());
  });
  router.post(
    '/notices/telegram-code',
    (_request, response) => void response.json({ code: 'ABC234', expiresAt: now + 900_000 }),
  );
  router.delete('/citizens/1', (_request, response) => void response.status(204).end());
  router.get('/statistics', (_request, response) => {
    const months = [{ ...figures, month: '2026-11' }];
    const offices = [{ ...figures, medianWorkingHours: null, officeId: 1, name: 'Tổ Địa chính' }];
    const categories = [{ ...figures, category: 'waste', name: 'Rác thải, vệ sinh' }];
    const period = { from: '2025-12-01', to: '2026-11-25' };
    response.json(Statistics.parse({ ...period, total: figures, months, offices, categories }));
  });
  return router;
}
