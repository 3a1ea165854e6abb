import type { AnswerRule } from '../core/answer-rule.ts';
import { err, ok } from '../core/result.ts';
import { readCaseCode } from './case-code.ts';

/** For flows: a text with something that was meant as a code, right or not. */
export const caseCodeWithinRule: AnswerRule = {
  reasons: ['no_code'],
  check(text) {
    const read = readCaseCode(text);
    if (read.ok) return ok(read.code);
    return read.fault === 'no_code' ? err('no_code') : ok(text.slice(0, 100));
  },
};
