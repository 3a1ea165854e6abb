import { Router } from 'express';
import { Publication, PublicationList, PublicationRow } from '../../../src/contracts/console/publications.ts';
import { colleague } from './data.ts';

const empty: Publication = {
  caseId: 3,
  code: 'PA-261125-0003-K',
  state: 'candidate',
  category: 'waste',
  officeId: 1,
  askedOn: '2026-11-20',
  answeredOn: '2026-11-24',
  question: 'Rác ở đầu ngõ 12 Đường Bờ Sông không ai gom, gọi [số điện thoại] giúp tôi.',
  answer: 'Dạ, ông Trần Văn Bình đã báo tổ thu gom.',
  original: {
    question: 'Rác ở đầu ngõ 12 Đường Bờ Sông không ai gom, gọi 0900 000 012 giúp tôi.',
    answer: 'Dạ, ông Trần Văn Bình đã báo tổ thu gom.',
  },
  masked: [{ where: 'question', kind: 'phone', words: '0900 000 012' }],
  remaining: [{ where: 'answer', kind: 'name', words: 'ông Trần Văn Bình' }],
  doubtful: [{ where: 'question', kind: 'capitals', words: 'Bờ Sông' }],
  digest: 'bản đầu',
  preparedBy: null,
  releasedBy: null,
  releasedAt: null,
  path: null,
};

/** One answered case, from candidate to released and back. */
export function publicationRoutes(): Router {
  const router = Router();
  let kept = empty;
  const change = (next: Partial<Publication>) => {
    kept = Publication.parse({ ...kept, ...next });
    return kept;
  };
  router.get('/publications', ({ query }, response) => {
    const row = PublicationRow.parse({ ...kept, excerpt: kept.question.slice(0, 160) });
    response.json(
      PublicationList.parse({ publications: query.state === kept.state ? [row] : [], next: null }),
    );
  });
  router.get('/cases/3/publication', (_request, response) => void response.json(kept));
  router.put(
    '/cases/3/publication',
    ({ body }, response) =>
      void response.json(change({ ...body, state: 'draft', digest: 'bản hai', preparedBy: colleague })),
  );
  router.post(
    '/cases/3/publication/release',
    (_request, response) =>
      void response.json(
        change({
          state: 'released',
          releasedBy: colleague,
          releasedAt: Date.now(),
          path: '/cong-khai/hoi-dap/abc',
        }),
      ),
  );
  router.post('/cases/3/publication/withdraw', (_request, response) => {
    change({ state: 'withdrawn', path: null });
    response.status(204).end();
  });
  return router;
}
