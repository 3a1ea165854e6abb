import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReportCues } from '../../catalog/report-cues.ts';
import { isPetition, isUrgent, type ReportCues, saysNothing } from '../../rules/report-cues.ts';
import { findNeighbourhood, findPlaceWords, guessCategory, guessKind } from './read-report.ts';

let cues: ReportCues;
beforeAll(async () => {
  cues = loadReportCues(join(import.meta.dirname, '../../../content'));
});
const categories = [
  'moi-truong',
  'trat-tu-do-thi',
  'an-ninh',
  'ha-tang',
  'dien',
  'nuoc',
  'thu-tuc',
  'an-sinh',
  'thai-do',
  'khac',
].map((code) => ({ code, names: [] }));
const places = [
  { id: 1, name: 'Khu phố 1', aliases: ['kp1', 'tổ dân phố 1'] },
  { id: 2, name: 'Khu phố 2', aliases: ['kp2', 'tổ dân phố 2'] },
  { id: 12, name: 'Khu phố 12', aliases: ['kp12'] },
];

describe('the category of a report', () => {
  it.each([
    ['đèn đường trước nhà tôi hư ba hôm nay', 'dien'],
    ['den duong ko sang may bua nay roi', 'dien'],
    ['rác chất đống đầu hẻm bốc mùi quá', 'moi-truong'],
    ['nước ngập tới đầu gối mỗi khi mưa, cống nghẹt', 'nuoc'],
    ['quán nhậu lấn chiếm vỉa hè', 'trat-tu-do-thi'],
    ['nhà bên hát karaoke ồn ào tới khuya', 'an-ninh'],
    ['đường có ổ gà to lắm', 'ha-tang'],
    ['cán bộ một cửa thái độ hách dịch', 'thai-do'],
    ['hồ sơ của tôi trễ hẹn', 'thu-tuc'],
  ])('%s -> %s', (text, category) => {
    expect(guessCategory(cues, categories, text)).toBe(category);
  });

  it('is left open when nothing or two things are meant', () => {
    expect(guessCategory(cues, categories, 'tôi thấy buồn')).toBeUndefined();
    expect(guessCategory(cues, categories, 'rác với đèn')).toBeUndefined();
  });

  it('is found by the name of a category of the ward’s own', () => {
    const own = [{ code: 'cho', names: ['Chợ nổi Cái Răng'] }];
    expect(guessCategory(cues, own, 'o cho noi cai rang ghe dau lung tung')).toBe('cho');
  });
});

describe('the kind', () => {
  it('is a suggestion when something is proposed, else a report', () => {
    expect(guessKind(cues, 'đề nghị phường lắp thêm thùng rác')).toBe('suggestion');
    expect(guessKind(cues, 'rác chất đống')).toBe('feedback');
    expect(guessKind(cues, 'Cho hỏi bao giờ sửa đường')).toBe('question');
  });

  it('is no report at all where the law has a procedure of its own', () => {
    expect(isPetition(cues, 'tôi muốn tố cáo ông A')).toBe(true);
    expect(isPetition(cues, 'rác chất đống')).toBe(false);
  });

  it('is urgent when somebody can be hurt', () => {
    expect(isUrgent(cues, 'dây điện đứt rớt xuống đường')).toBe(true);
    expect(isUrgent(cues, 'đèn đường hư')).toBe(false);
  });
});

describe('the place', () => {
  it.each([
    ['đèn trước nhà số 12 đường Hoa Sen hư', 'trước nhà số 12 đường Hoa Sen'],
    ['nước ngập trước nhà 45 đường Lê Lợi khu phố 1', 'trước nhà 45 đường Lê Lợi, Khu phố 1'],
    ['rac o hem 45/12 kp2', 'hem 45/12, Khu phố 2'],
    ['ngập ở khu phố 12', 'Khu phố 12'],
    ['nước ngập khu phố 2 đường Hoa Lan số 7', 'đường Hoa Lan số 7, Khu phố 2'],
    ['den duong hu truoc so 15 khu pho 2', 'truoc so 15, Khu phố 2'],
    ['dây điện võng xuống ở ngách 15/3 ngõ 20', 'ngách 15/3 ngõ 20'],
    ['rác chất đống đầu hẻm ruồi bu đầy', 'đầu hẻm'],
    ['ổ gà trước cổng trường tiểu học, xe té hoài', 'trước cổng trường tiểu học'],
  ])('%s -> %s', (text, place) => {
    expect(findPlaceWords(text, places)).toBe(place);
  });

  it('is not made up', () => {
    expect(findPlaceWords('đèn đường hư rồi', places)).toBeUndefined();
  });

  it('takes the longest name: khu phố 12 is not khu phố 1', () => {
    expect(findNeighbourhood(places, 'o khu pho 12 nha')?.id).toBe(12);
    expect(findNeighbourhood(places, 'KP.1')?.id).toBeUndefined();
  });

  it('is read in time whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), (text) => {
        const words = findPlaceWords(text, places);
        expect(words === undefined || words.length <= 230).toBe(true);
      }),
    );
  });
});

it('knows an opening from a report', () => {
  expect(saysNothing(cues, 'Tôi muốn phản ánh ạ')).toBe(true);
  expect(saysNothing(cues, 'Tôi muốn phản ánh rác')).toBe(false);
});
