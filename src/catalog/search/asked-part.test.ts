import { assert, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../knowledge/load-knowledge.ts';
import { createAskedPart } from './asked-part.ts';

const loaded = loadKnowledge(process.cwd());
assert(loaded.ok);
const askedPart = createAskedPart(loaded.value.askedParts);

describe('the part of a procedure that a question asks for', () => {
  it.each([
    ['còn phí?', 'fee'],
    ['thế bao nhiêu', 'fee'],
    ['mất mấy ngày thì có', 'time'],
    ['nộp ở đâu vậy', 'where'],
    ['lam o mo rua', 'where'],
    ['đi làm phải mang theo gì', 'bring'],
    ['cần giấy tờ gì', 'documents'],
    ['can giay to gi', 'documents'],
    ['xin mẫu đơn', 'forms'],
    ['luật nào quy định', 'legal'],
    ['mần răng', 'steps'],
    ['tách hộ là gì', 'overview'],
  ])('"%s" asks for %s', (question, part) => {
    expect(askedPart(question)[0]).toBe(part);
  });

  it('is unknown when the question names no part', () => {
    expect(askedPart('khai sinh cho con')).toEqual([]);
  });

  it.each([
    ['đăng ký kết hôn hết bao nhiêu tiền và mất mấy ngày', ['fee', 'time']],
    ['làm khai sinh cần giấy tờ gì, nộp ở đâu', ['documents', 'where']],
    ['làm căn cước mất bao nhiêu ngày', ['time']],
  ])('"%s" asks for %j', (question, parts) => {
    expect(askedPart(question)).toEqual(parts);
  });
});
