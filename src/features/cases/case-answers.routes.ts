import {
  AnswerDecision,
  AnswerPreview,
  AnswerReturn,
  Fallback,
  NewAnswer,
  PreviewRequest,
} from '../../contracts/console/case.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { runAct } from './act-runner.ts';
import { answer, approve, preview, sendBack } from './answer-case.ts';
import { answerOtherwise } from './answer-otherwise.ts';
import { caseIdOf, idOf } from './case-id.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { fallBack } from './fallback-answer.ts';

/** Answers to the citizen: looked at, written, approved, and brought by another way when they did not arrive. */
export function createAnswerRoutes(deps: CaseRoutesDeps): readonly StaffRoute[] {
  const act = runAct(deps);
  return [
    staffRoute({
      method: 'POST',
      path: '/cases/:id/preview',
      summary: 'Xem trước tin trả lời như người dân sẽ thấy',
      body: PreviewRequest,
      answer: AnswerPreview,
      handle: ({ actor, params, body }) =>
        deps.db.forWard(actor.wardId, (tx) =>
          preview(tx, deps, { actor, caseId: caseIdOf(params), body: body.body }),
        ),
    }),
    act('answers', 'Trả lời người dân, hoặc trình duyệt', NewAnswer, (tx, given, { body, isFinal, way }) =>
      way === undefined
        ? answer(tx, deps, { act: given, body, isFinal })
        : answerOtherwise(tx, deps, { act: given, body, isFinal, way }),
    ),
    act('answers/:answerId/approve', 'Duyệt và gửi trả lời', AnswerDecision, (tx, given, body, params) =>
      approve(tx, deps, { act: given, answerId: idOf(params.answerId), ...wordsOf(body) }),
    ),
    act('answers/:answerId/return', 'Trả lại để sửa', AnswerReturn, (tx, given, body, params) =>
      sendBack(tx, { act: given, answerId: idOf(params.answerId), words: body.words }),
    ),
    act('answers/:answerId/fallback', 'Gửi bằng cách khác', Fallback, (tx, given, body, params) =>
      fallBack(tx, deps, {
        act: given,
        answerId: idOf(params.answerId),
        way: body.way,
        ...wordsOf(body),
      }),
    ),
  ];
}

const wordsOf = ({ words }: { readonly words?: string }) => (words ? { words } : {});
