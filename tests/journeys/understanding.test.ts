import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import type { Offered } from '../../src/engine/session.ts';
import { findAlert } from '../../src/engine/understand/alerts.ts';
import { matchExactly, matchPartly } from '../../src/engine/understand/choices.ts';
import { findWithin, meaningsThatFill } from '../../src/engine/understand/phrases.ts';
import { looksLikeQuestion } from '../../src/engine/understand/questions.ts';
import { tokenize } from '../../src/engine/understand/tokens.ts';

const loaded = loadFlowBook(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error('the catalog has faults');
const { lexicon } = loaded.value;

const offer = (...labels: string[]): Offered[] =>
  labels.map((label, at) => ({ id: `t:${at}`, label, value: `v${at}` }));
const parts = offer(
  'Giấy tờ cần có',
  'Phí, lệ phí',
  'Bao lâu thì xong',
  'Nộp ở đâu',
  'Nộp qua mạng',
  'Mục khác',
);
const sure: Offered[] = [
  { id: 't:0', label: 'Có, nhắn cho tôi', value: 'yes' },
  { id: 't:1', label: 'Không cần', value: 'no' },
];

describe('a choice is understood', () => {
  it.each([
    ['2', 1],
    ['2.', 1],
    ['(2)', 1],
    ['số 2', 1],
    ['so 2', 1],
    ['mục số 3 ạ', 2],
    ['cái thứ hai', 1],
    ['cai thu hai', 1],
    ['cho em cái thứ 3 nhé', 2],
    ['cái đầu', 0],
    ['cái đầu tiên', 0],
    ['cuối', 5],
    ['cái cuối cùng', 5],
    ['dạ cái cuối ạ', 5],
    ['the second one', 1],
    ['option 4', 3],
    ['last one please', 5],
    ['Phí, lệ phí', 1],
    ['PHI LE PHI', 1],
    ['phi le phi', 1],
    ['nop o dau', 3],
    ['cho tôi xem nộp ở đâu với ạ', 3],
    ['muc khac', 5],
  ])('%j is choice %i', (typed, at) => {
    expect(matchExactly(lexicon, parts, tokenize(typed))).toEqual({ kind: 'one', at });
  });

  it.each([
    ['0', 'out_of_range'],
    ['7', 'out_of_range'],
    ['cái thứ chín', 'out_of_range'],
    ['làm khai sinh', 'none'],
    ['2 người thì sao', 'none'],
    ['', 'none'],
    ['🙂', 'none'],
  ])('%j is %s', (typed, kind) => {
    expect(matchExactly(lexicon, parts, tokenize(typed))).toEqual({ kind });
  });

  it.each([
    ['có', 0],
    ['co', 0],
    ['dạ có ạ', 0],
    ['ừ', 0],
    ['ok', 0],
    ['👍', 0],
    ['đúng', 0],
    ['không', 1],
    ['ko', 1],
    ['thôi', 1],
    ['dạ không ạ', 1],
    ['no thanks', 1],
  ])('%j says yes or no', (typed, at) => {
    expect(matchExactly(lexicon, sure, tokenize(typed))).toEqual({ kind: 'one', at });
  });

  it.each([
    ['vâng nhắn giúp', 0],
    ['không cần đâu', 1],
    ['có nhé em', 0],
  ])('%j says yes or no by its first words', (typed, at) => {
    expect(matchPartly(lexicon, sure, tokenize(typed))).toEqual({ kind: 'one', at });
  });

  it.each(['có mất phí không', 'có lâu không', 'có cần giấy tờ gì không', 'dừng'])(
    '%j says neither',
    (typed) => {
      expect(matchExactly(lexicon, sure, tokenize(typed))).toEqual({ kind: 'none' });
      expect(matchPartly(lexicon, sure, tokenize(typed))).toEqual({ kind: 'none' });
    },
  );

  it('takes an unambiguous piece of a label, and names all labels of an ambiguous one', () => {
    expect(matchPartly(lexicon, parts, tokenize('giấy tờ'))).toEqual({ kind: 'one', at: 0 });
    expect(matchPartly(lexicon, parts, tokenize('giay to'))).toEqual({ kind: 'one', at: 0 });
    expect(matchPartly(lexicon, parts, tokenize('nộp'))).toEqual({ kind: 'several', at: [3, 4] });
    expect(matchPartly(lexicon, parts, tokenize('giấy phép'))).toEqual({ kind: 'none' });
  });

  it.each(['gửi', 'gui', 'gui nua', 'việc khác'])('%j is no part of a label that denies it', (typed) => {
    const labels = offer('Thôi, không gửi nữa', 'Không, việc khác');

    expect(matchPartly(lexicon, labels, tokenize(typed))).toEqual({ kind: 'none' });
    expect(matchPartly(lexicon, labels, tokenize('không gửi'))).toEqual({ kind: 'one', at: 0 });
  });

  it('keeps typed accents apart: "dừng" is not "đúng"', () => {
    const labels = offer('Đúng', 'Dừng');

    expect(matchExactly(lexicon, labels, tokenize('dừng'))).toEqual({ kind: 'one', at: 1 });
    expect(matchExactly(lexicon, labels, tokenize('đúng'))).toEqual({ kind: 'one', at: 0 });
  });
});

describe('a command is understood', () => {
  it.each([
    ['menu', 'menu'],
    ['cho tôi về menu với ạ', 'menu'],
    ['quay lai', 'back'],
    ['huỷ', 'cancel'],
    ['hủy đi', 'cancel'],
    ['giúp tôi với', 'help'],
    ['gap can bo', 'officer'],
    ['cho em gặp cán bộ với ạ', 'officer'],
    ['tôi muốn nói chuyện với người', 'officer'],
    ['talk to a human please', 'officer'],
    ['English', 'english'],
    ['tieng viet', 'vietnamese'],
    ['STOP', 'stop'],
    ['ngừng nhận tin', 'stop'],
  ])('%j is %s', (typed, command) => {
    expect(findWithin(lexicon.commands, lexicon.fillers, tokenize(typed))).toBe(command);
  });

  it.each(['hủy kết hôn làm sao', 'cán bộ phường tên gì', 'đúng', 'trợ giúp xã hội là gì'])(
    '%j is no command',
    (typed) => {
      expect(findWithin(lexicon.commands, lexicon.fillers, tokenize(typed))).toBeUndefined();
    },
  );
});

describe('a follow-up is understood', () => {
  it.each([
    ['còn phí?', 'fee'],
    ['thế bao nhiêu', 'fee'],
    ['the bao nhieu vay ad', 'fee'],
    ['mấy ngày', 'time'],
    ['bao lâu thì xong ạ', 'time'],
    ['nộp ở đâu', 'where'],
    ['nop o dau', 'where'],
    ['cần gì', 'documents'],
    ['thủ tục này cần những gì ạ', 'documents'],
    ['mang gì theo', 'bring'],
    ['thế còn mẫu đơn', 'forms'],
  ])('%j asks for %s', (typed, part) => {
    expect(findWithin(lexicon.followUps, lexicon.fillers, tokenize(typed))).toBe(part);
  });
});

describe('a short question without a subject is understood', () => {
  const partOf = (typed: string) => meaningsThatFill(lexicon.followUps, lexicon.around, tokenize(typed))[0];
  const shortcutOf = (typed: string) =>
    meaningsThatFill(lexicon.shortcuts, lexicon.around, tokenize(typed))[0];

  it.each([
    ['online được không', 'file_online'],
    ['dc nop onl hk', 'file_online'],
    ['bn tien v', 'fee'],
    ['có phải đóng tiền không ạ', 'fee'],
    ['bao nhiêu 1 trang', 'fee'],
    ['mấy bựa thì xong', 'time'],
    ['cần chi rứa', 'documents'],
    ['lam o phuong duoc khong', 'where'],
    ['nộp đơn cho ai', 'where'],
    ['từng bước giúp em với', 'steps'],
  ])('%j asks for %s', (typed, part) => {
    expect(partOf(typed)).toBe(part);
  });

  it.each([
    ['xóa hết dữ liệu của tôi đi', 'erase'],
    ['phường có làm thứ 7 không', 'hours'],
    ['đòi lại tiền được không', 'refund'],
    ['trả tiền bằng gì được', 'means'],
    ['gửi kết quả về nhà qua bưu điện được không', 'post'],
  ])('%j is the shortcut %s', (typed, shortcut) => {
    expect(shortcutOf(typed)).toBe(shortcut);
  });

  it.each([
    'lệ phí kết hôn bao nhiêu',
    'sáp nhập rồi sổ đỏ có phải đổi không',
    'làm căn cước ở đâu',
    '',
    'không',
  ])('%j has a subject, or asks nothing', (typed) => {
    expect([partOf(typed), shortcutOf(typed)]).toEqual([undefined, undefined]);
  });
});

describe('an alert is heard', () => {
  const alertOf = (typed: string) => {
    const heard = findAlert(loaded.value, tokenize(typed));
    return Object.entries(loaded.value.routes.alerts).find(([, alert]) => alert === heard)?.[0];
  };

  it.each([
    ['cháy nhà rồi', 'emergency'],
    ['chay nha roi', 'emergency'],
    ['có người bị tai nạn trước cổng', 'emergency'],
    ['đánh nhau ngoài đường', 'emergency'],
    ['chồng tôi đánh tôi', 'emergency'],
    ['tôi muốn tố cáo ông chủ tịch', 'complaint'],
    ['muốn khiếu nại quyết định thu hồi đất', 'complaint'],
    ['quy định phòng cháy ở đâu, mà đang cháy rồi', 'emergency'],
    ['bóng đèn nhà văn hóa bị cháy', 'report'],
  ])('%j: %s', (typed, alert) => {
    expect(alertOf(typed)).toBe(alert);
  });

  it.each([
    'giấy chứng nhận phòng cháy chữa cháy',
    'chế độ tai nạn lao động',
    'tôi chạy nhà này sang nhà kia',
    'luật phòng chống tham nhũng',
    'làm khai sinh',
    'xe bị tai nạn mất giấy tờ thì làm lại ở đâu',
  ])('%j is none', (typed) => {
    expect(alertOf(typed)).toBeUndefined();
  });
});

describe('a text at a step that cannot use it', () => {
  it.each([
    ['phí bao nhiêu', true],
    ['làm căn cước ở đâu vậy', true],
    ['tôi làm mất giấy hẹn rồi', true],
    ['được không?', true],
    ['H29 137 2507 1', false],
    ['1234', false],
    ['xin chào', false],
  ])('%j looks like a question: %s', (typed, question) => {
    expect(looksLikeQuestion(lexicon, tokenize(typed))).toBe(question);
  });
});
