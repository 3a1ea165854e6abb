import { expect, it } from 'vitest';
import { foldedQuestion, keptQuestion } from './keep-question.ts';

const keptOut = {
  isAccusation: (text: string) => /tố cáo|to cao|nhận hối lộ|hách dịch|hach dich/i.test(text),
  isCommand: (folded: string) => folded === 'gap can bo',
};

it.each([
  ['Xin giấy phép nuôi khỉ, sđt 0900.000.009', 'Xin giấy phép nuôi khỉ, sđt ***'],
  ['Nhà số 12/3 đường Hoa Sữa muốn nuôi khỉ', '*** đường Hoa Sữa muốn nuôi khỉ'],
  ['xe 29A-123.45 có được vào chợ không', 'xe *** có được vào chợ không'],
  ['phường mình\n có hồ bơi không ạ', 'phường mình có hồ bơi không ạ'],
])('of "%s" what is kept is "%s"', (said, question) => {
  expect(keptQuestion(said, keptOut)).toEqual({ question, folded: foldedQuestion(said) });
});

it.each([
  'ông Nguyễn Văn Mẫu lấn đất công',
  'Chị Lan ở phường lấy tiền của tôi',
  'bà Ba cho vay nặng lãi',
  'Nguyễn Văn Mẫu 079000000012',
  'le van mau 0900000001',
  'tran thi mau sn 1990 020000001',
  'Trần Mẫu 01/02/1990',
  'TRAN MAU - 1990',
  '079000000012',
  'cccd 079 000 000 012',
  'PA-261122-0042-K',
  'tôi muốn TỐ CÁO cán bộ',
  'can bo o day hach dich lam',
  'cán bộ nhận hối lộ thì báo ai',
  '/start abc',
  'Gặp cán bộ!',
  '😀😀',
])('nothing is kept of "%s"', (said) => {
  expect(keptQuestion(said, keptOut)).toBeNull();
});
