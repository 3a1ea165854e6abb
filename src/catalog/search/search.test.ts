import fc from 'fast-check';
import { assert, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../knowledge/load-knowledge.ts';
import { readProceduresJsonl } from '../knowledge/procedures-file.ts';
import { createSearch } from './search.ts';

const loaded = loadKnowledge(process.cwd());
assert(loaded.ok);
const knowledge = loaded.value;
const rows = [
  { code: '9.000001', name: 'Đăng ký nuôi ong mật', levels: ['Cấp xã'] },
  { code: '9.000002', name: 'Đăng ký nuôi ong mật có yếu tố nước ngoài', levels: ['Cấp xã'] },
  { code: '9.000003', name: 'Cấp lại giấy chứng nhận trại ong', levels: ['Cấp tỉnh'] },
  { code: '9.000004', name: 'Xóa đăng ký nuôi ong mật', levels: ['Cấp xã'] },
];
const { records } = readProceduresJsonl(rows.map((row) => JSON.stringify(row)).join('\n'));
const bees = createSearch(records, knowledge, { guides: false, curated: false });
const everything = createSearch([], knowledge, { namesOnly: true });
const first = (question: string) => everything.find(question).hits[0]?.code;

describe('search among given procedures', () => {
  it('finds nothing but them', () => {
    const { hits } = bees.find('làm giấy khai sinh, đăng ký nuôi ong', { limit: 10 });

    expect(hits.every(({ code }) => code.startsWith('9.'))).toBe(true);
  });

  it('prefers the ordinary case until the question names the special one', () => {
    expect(bees.find('đăng ký nuôi ong').hits[0]?.code).toBe('9.000001');
    expect(bees.find('đăng ký nuôi ong cho người nước ngoài').hits[0]?.code).toBe('9.000002');
    expect(bees.find('xóa đăng ký nuôi ong').hits[0]?.code).toBe('9.000004');
  });

  it('keeps to the limit and orders by score', () => {
    const { hits } = bees.find('nuôi ong', { limit: 2 });

    expect(hits).toHaveLength(2);
    expect(hits[0]?.score).toBeGreaterThanOrEqual(hits[1]?.score ?? Number.POSITIVE_INFINITY);
  });
});

describe('search in what citizens type', () => {
  it.each([
    ['lam giay khai sinh cho con can gi', '1.001193'],
    ['giaays khai sinhj', '1.001193'],
    ['gia6y1 khai sinh', '1.001193'],
    ['đkkh cần gì', '1.000894'],
    ['dkkh can giay to gi z', '1.000894'],
    ['tính mở quán trà sữa', '1.001612'],
    ['mat the can cuoc', '1.014064'],
    ['lam cccd cho con 6 tuoi', '1.014062'],
    ['xin giấy độc thân', '1.004873'],
    ['sao y bằng lái xe', '2.000815'],
    // The usual one of several alike, when no more is said.
    ['lam khai sinh mat bao lau', '1.001193'],
    ['mất bao nhiêu tiền làm căn cước', '1.014061'],
    ['làm khai sinh cho ông cụ chưa có khai sinh bao giờ', '1.004772'],
  ])('"%s" leads to %s', (question, code) => {
    expect(first(question)).toBe(code);
  });

  it('finds the same for composed and decomposed writing', () => {
    const question = 'đăng ký tạm trú cho người thuê trọ';

    expect(everything.find(question.normalize('NFD')).hits).toEqual(everything.find(question).hits);
  });

  it('finds guides too', () => {
    const { hits } = everything.find('bị trừ tiền rồi mà hồ sơ báo chưa nộp');

    expect(hits[0]?.kind).toBe('guide');
  });

  it.each([
    ['xin chào', 'greet'],
    ['chào em nhé', 'greet'],
    ['cam on nhieu nha', 'thanks'],
    ['cảm ơn phường nhiều nha', 'thanks'],
    ['cam on phuong nhieu nha', 'thanks'],
    ['cám ơn các anh chị cán bộ nhiều lắm', 'thanks'],
    ['cảm ơn ad', 'thanks'],
    ['cam on ad', 'thanks'],
    ['thanks', 'thanks'],
    ['ok cảm ơn', 'thanks'],
    ['ok cam on', 'thanks'],
    ['dạ em cảm ơn ạ', 'thanks'],
    ['da em cam on a', 'thanks'],
    ['tạm biệt', 'bye'],
    ['đồ ngu', 'abuse'],
    ['bạn là ai', 'bot'],
    ['vâng ạ', 'ok'],
  ])('"%s" is small talk: %s', (question, topic) => {
    expect(everything.find(question)).toMatchObject({ decision: 'none', smalltalk: topic, hits: [] });
  });

  it('does not mistake a polite question for small talk', () => {
    const found = everything.find('chào em, cho chị hỏi làm lại thẻ căn cước bị mất với ạ');

    expect(found.smalltalk).toBeUndefined();
    expect(found.hits[0]?.code).toBe('1.014064');
  });

  it.each(['asdf qwerty zxcv', 'thời tiết mai thế nào', 'công thức nấu món bún bò'])(
    'has no answer to "%s"',
    (question) => {
      expect(everything.find(question).decision).toBe('none');
    },
  );

  it('bears any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        const { decision, hits } = everything.find(question);
        expect(['answer', 'clarify', 'none']).toContain(decision);
        expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true);
      }),
    );
    expect(everything.find('khai sinh '.repeat(5_000)).hits.length).toBeGreaterThan(0);
  });
});

describe('search that knows too little', () => {
  it.each([
    'phường Thanh Bình',
    'thế cái đầu tiên mất bao lâu',
    'phải đóng tiền không',
    'bao lâu thì có',
    'chồng tôi đánh tôi',
  ])('does not guess at "%s"', (question) => {
    expect(everything.find(question).decision).toBe('none');
  });

  it('takes a procedure named in full at its word', () => {
    const { hits, decision } = everything.find('em muốn hỏi đăng ký khai sinh mất bao lâu, nộp ở đâu');

    expect(hits[0]?.code).toBe('1.001193');
    expect(decision).toBe('answer');
  });

  it('still leads to a procedure of which only the name is held', () => {
    const { hits, decision } = everything.find('bằng lái xe của tôi sắp hết hạn, muốn đổi bằng mới');

    expect(hits[0]?.title).toContain('Đổi giấy phép lái xe');
    expect(decision).toBe('answer');
  });
});
