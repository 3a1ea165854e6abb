import { z } from 'zod';
import {
  KnowledgeList,
  KnowledgePreviews,
  KnowledgeQuery,
  NewKnowledge,
  PreviewKnowledge,
  ProcedureList,
  ProcedureQuery,
  ProcedureView,
  QuestionList,
  QuestionQuery,
  Rejection,
  ReviewWords,
  WordsList,
  WordsQuery,
} from '../../contracts/console/knowledge.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { findProcedures, readProcedure } from './find-procedures.ts';
import { refusal } from './knowledge-desk.errors.ts';
import { previewText, readQuestions, readTexts } from './read-desk.ts';
import { approveText, keepText, rejectText, retireText, rollBack } from './review-text.ts';
import { readWords } from './wording.ts';
import { dismissQuestion, draftAnswer, submitText, writeText } from './write-text.ts';

const Made = z.object({ id: z.number().int() });

/** `/questions` and `/knowledge`: from what nobody could answer to what citizens are told. */
export const createKnowledgeDeskRoutes = (deps: KnowledgeDeskDeps): readonly StaffRoute[] => [
  ...questionRoutes(deps),
  ...textRoutes(deps),
  ...procedureRoutes(deps),
  ...reviewRoutes(deps),
];

const questionRoutes = (deps: KnowledgeDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/questions',
    summary: 'Câu hỏi chưa có câu trả lời, hỏi nhiều xếp trước',
    query: QuestionQuery,
    answer: QuestionList,
    handle: ({ actor, query }) => readQuestions(deps, actor, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/questions/:id/draft',
    summary: 'Soạn câu trả lời cho câu hỏi này',
    answer: Made,
    handle: async ({ actor, params }) => ({ id: await draftAnswer(deps, actor, idOf(params.id)) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/questions/:id/dismiss',
    summary: 'Bỏ qua câu hỏi này',
    handle: ({ actor, params }) => dismissQuestion(deps, actor, idOf(params.id)),
  }),
];

const textRoutes = (deps: KnowledgeDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/knowledge',
    summary: 'Hỏi đáp và hướng dẫn của phường, theo loại, trạng thái, hoặc mọi phiên bản của một bài',
    query: KnowledgeQuery,
    answer: KnowledgeList,
    handle: ({ actor, query }) => readTexts(deps, actor, query),
  }),
  staffRoute({
    method: 'GET',
    path: '/knowledge/words',
    summary: 'Mọi câu của một luồng: câu gốc và câu của phường',
    query: WordsQuery,
    answer: WordsList,
    handle: ({ actor, query }) => readWords(deps, actor, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge',
    summary: 'Lưu một phiên bản mới dưới dạng bản nháp',
    body: NewKnowledge,
    answer: Made,
    handle: async ({ actor, body }) => ({ id: await writeText(deps, actor, body) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/preview',
    summary: 'Xem trước trên từng kênh',
    body: PreviewKnowledge,
    answer: KnowledgePreviews,
    handle: async ({ actor, body }) => previewText(deps, actor, body.content),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/submit',
    summary: 'Gửi duyệt',
    handle: ({ actor, params }) => submitText(deps, actor, idOf(params.id)),
  }),
];

const procedureRoutes = (deps: KnowledgeDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/knowledge/procedures',
    summary: 'Tìm thủ tục theo tên, có dấu hay không dấu, hoặc theo mã',
    query: ProcedureQuery,
    answer: ProcedureList,
    handle: ({ actor, query }) => findProcedures(deps, actor, query),
  }),
  staffRoute({
    method: 'GET',
    path: '/knowledge/procedures/:code',
    summary: 'Điều đã công bố về một thủ tục: lệ phí, thời gian, nơi nộp',
    answer: ProcedureView,
    handle: ({ actor, params }) => readProcedure(deps, actor, params.code ?? ''),
  }),
];

const reviewRoutes = (deps: KnowledgeDeskDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/approve',
    summary: 'Duyệt: người dân được trả lời theo bản này ngay',
    body: ReviewWords,
    handle: ({ actor, params, body }) => approveText(deps, actor, { id: idOf(params.id), words: body.words }),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/reject',
    summary: 'Trả lại kèm lý do',
    body: Rejection,
    handle: ({ actor, params, body }) => rejectText(deps, actor, { id: idOf(params.id), words: body.words }),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/roll-back',
    summary: 'Quay về bản đã duyệt trước đó',
    handle: ({ actor, params }) => rollBack(deps, actor, idOf(params.id)),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/keep',
    summary: 'Giữ bản của phường sau khi đã so với bản gốc mới',
    handle: ({ actor, params }) => keepText(deps, actor, idOf(params.id)),
  }),
  staffRoute({
    method: 'POST',
    path: '/knowledge/:id/retire',
    summary: 'Thôi dùng bài này',
    handle: ({ actor, params }) => retireText(deps, actor, idOf(params.id)),
  }),
];

function idOf(text: string | undefined): number {
  if (!text || !/^\d{1,15}$/.test(text)) throw refusal('knowledge_not_found');
  return Number(text);
}
