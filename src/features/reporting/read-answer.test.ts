import { describe, expect, it } from 'vitest';
import { loadAnswerCues } from './answer-cues.ts';
import { readContact } from './contact.ts';
import { readAddition, readPlaceAnswer } from './read-answer.ts';

const cues = await loadAnswerCues('content');
const places = [
  { id: 1, name: 'Khu phố 1', aliases: ['kp1'] },
  { id: 2, name: 'Khu phố 2', aliases: ['kp2'] },
  { id: 3, name: 'Khu phố 3', aliases: ['kp3'] },
];

describe('where a place was asked for', () => {
  it.each([
    'số 12 đường Hoa Sen',
    'gần chợ',
    'khu phố 2',
    'đầu hẻm nhà ông Tám sửa xe',
    'trước trường mầm non',
  ])('"%s" is one', (text) => {
    expect(readPlaceAnswer(cues, places, text, false)).toEqual({ kind: 'place', place: text });
  });

  it.each([
    ['cán bộ tên Hoa quầy 2 quát nạt bà cụ sáng nay', false, 'words'],
    ['nước chảy ra đường hoài luôn', true, 'words'],
    ['tôi không nhớ rõ số nhà', false, 'nowhere'],
    ['Tên tôi là Tư, số 0901112223', false, 'contact'],
    ['thôi khỏi, người ta sửa rồi', false, 'drop'],
  ])('"%s" is none', (text, isMatter, kind) => {
    expect(readPlaceAnswer(cues, places, text, isMatter).kind).toBe(kind);
  });
});

describe('where the report was shown', () => {
  it.each([
    [
      'nhầm, khu phố 3 chứ không phải khu phố 2',
      'số 12 đường Hoa Sen, Khu phố 2',
      'số 12 đường Hoa Sen, Khu phố 3',
    ],
    ['khu pho 3 chu khong phai khu pho 2', 'Khu phố 2', 'Khu phố 3'],
    ['à nhầm, số 15 đường Hoa Sen', 'số 12 đường Hoa Sen', 'số 15 đường Hoa Sen'],
  ])('"%s" puts the place "%s" right', (text, place, right) => {
    expect(readAddition(cues, places, text, place)).toEqual({ kind: 'place', place: right });
  });

  it.each([
    ['Tên tôi là Tư, số 0901112223', 'contact'],
    ['Trần Thị Mật, 0912345678', 'contact'],
    ['tu 0901112223', 'contact'],
    ['gọi số 0901112223 hoài mà không ai nghe máy', 'words'],
    ['à mà thôi, đèn sửa rồi', 'drop'],
    ['thôi khỏi', 'drop'],
    ['sửa rồi mà vẫn hư lại', 'words'],
    ['thôi thì phường xuống xem giúp', 'words'],
    ['hôm qua có xe té ở đó', 'words'],
    ['không phải một mình tôi thấy vậy', 'words'],
  ])('"%s" is %s', (text, kind) => {
    expect(readAddition(cues, places, text, 'Khu phố 2').kind).toBe(kind);
  });
});

describe('a contact', () => {
  it.each([
    ['Tên tôi là Tư, số 0901112223', 'Tư'],
    ['bà Tư số 7', 'bà Tư số 7'],
    ['Lan, 0900 000 001', 'Lan'],
  ])('"%s" is of %s', (text, name) => {
    expect(readContact(text).name).toBe(name);
  });
});
