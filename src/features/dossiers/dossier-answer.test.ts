import { beforeAll, describe, expect, it } from 'vitest';
import { loadSpokenTexts, type Speak } from '../../catalog/spoken-texts.ts';
import { DossierFacts, DossierState } from './dossier.schema.ts';
import { daysLate, dossierAnswer } from './dossier-answer.ts';

let speak: Speak;
beforeAll(async () => {
  speak = await loadSpokenTexts('content');
});

const now = Date.parse('2026-11-22T10:00:00+07:00');
const code = 'H29.137-261101-0001';
const facts = (given: object): DossierFacts => DossierFacts.parse({ state: 'processing', ...given });
const told = (given: object, language: 'vi' | 'en' = 'vi', asOf?: number): string =>
  dossierAnswer({ code, facts: facts(given), asOf }, { speak, language, now });

describe('what is told about a dossier', () => {
  it('says state, holder, dates, what is missing and where the result is', () => {
    const text = told({
      state: 'needs_papers',
      procedure: 'Đăng ký khai sinh',
      applicant: 'N. V. Mẫu',
      office: 'Văn phòng HĐND và UBND.',
      officer: 'Trần Thị Mẫu',
      receivedOn: '2026-11-20T08:05',
      dueOn: '2026-11-25',
      missing: ['Giấy chứng sinh', 'Tờ khai'],
      resultPlace: 'Quầy số 3',
    });
    expect(text).toBe(
      [
        'Hồ sơ H29.137-261101-0001',
        'Thủ tục: Đăng ký khai sinh',
        'Người nộp: N. V. Mẫu',
        'Cần bổ sung giấy tờ thì mới làm tiếp được.',
        'Đang ở: Văn phòng HĐND và UBND (Trần Thị Mẫu).',
        'Cần bổ sung:',
        '- Giấy chứng sinh',
        '- Tờ khai',
        'Ngày nhận: 08:05 ngày 20/11/2026.',
        'Hẹn trả kết quả: 25/11/2026.',
        'Nơi nhận kết quả: Quầy số 3.',
      ].join('\n'),
    );
  });

  it('apologises in the office’s own words and gives the new date when it is late', () => {
    const text = told({
      dueOn: '2026-11-19',
      apology: { text: 'Phường xin lỗi vì phải xác minh thêm.', newDate: '2026-11-27' },
    });
    expect(text).toContain('Phường xin lỗi vì phải xác minh thêm.\nNgày hẹn trả mới: 27/11/2026.');
  });

  it('apologises by itself when the office wrote nothing, with the unit beside the number', () => {
    const text = told({ dueOn: '2026-11-19' });
    expect(text).toContain('quá hẹn 3 ngày');
    expect(text).toContain('Chưa có ngày hẹn mới');
  });

  it('keeps an apology to itself while nothing is late', () => {
    expect(told({ dueOn: '2026-11-22', apology: { text: 'Phường xin lỗi.' } })).not.toContain('xin lỗi');
  });

  it('says of what time it is when the source is down', () => {
    expect(told({}, 'vi', Date.parse('2026-11-21T16:30:00+07:00'))).toContain('lúc 16:30 ngày 21/11/2026');
  });

  it('leaves no place unfilled in any state and language', () => {
    for (const state of DossierState.options) {
      for (const language of ['vi', 'en'] as const) {
        const text = told({ state, stateText: 'Chờ họp', office: 'A', dueOn: '2026-11-01' }, language, now);
        expect(text).not.toMatch(/[{}]|undefined/);
      }
    }
  });
});

describe('lateness', () => {
  it.each([
    ['2026-11-22', 'processing', 0],
    ['2026-11-21', 'processing', 1],
    ['2026-11-22T09:59', 'processing', 1],
    ['2026-11-22T10:01', 'processing', 0],
    ['2026-10-22', 'processing', 31],
    ['2026-11-01', 'ready', 0],
    ['2026-11-01', 'needs_papers', 0],
  ])('promised for %s and %s is %i days', (dueOn, state, days) => {
    expect(daysLate(facts({ dueOn, state }), now)).toBe(days);
  });
});
