import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSpokenTexts } from '../catalog/spoken-texts.ts';
import { type PersonalKind, personalKinds } from '../core/personal.ts';
import { anonymise } from './anonymise.ts';

const words: Record<PersonalKind, string> = {
  phone: '[phone]',
  id: '[id]',
  email: '[email]',
  plate: '[plate]',
  name: '[name]',
  address: '[house]',
  account: '[account]',
};
const published = (text: string): string => anonymise(text, words).text;

describe('a published text', () => {
  it.each([
    // Phones.
    ['Gọi tôi 0900000001 nhé', 'Gọi tôi [phone] nhé'],
    ['Gọi 0900 000 001 hoặc 0900.000.002', 'Gọi [phone] hoặc [phone]'],
    ['+84 900 000 001, 84900000002, (028) 3800 0001', '[phone], [phone], [phone]'],
    ['gọi 0900000001 2 lần', 'gọi [phone] 2 lần'],
    ['０９００００００01', '[phone]'],
    ['0900\u200B000001 đồng ý', '[phone] đồng ý'],
    // Ids and codes.
    ['CCCD 079000000012, CMND 020000001', 'CCCD [id], CMND [id]'],
    ['căn cước 079 000 000 012', 'căn cước [id]'],
    ['hộ chiếu C0000001', 'hộ chiếu [id]'],
    ['theo mã pa-261122-0042-k và H29.137-250701-0001', 'theo mã [id] và [id]'],
    // Mail, accounts, plates.
    ['gửi mau.nguyen@example.vn.', 'gửi [email].'],
    ['STK 0011000001 ngân hàng', 'STK [account] ngân hàng'],
    ['số tài khoản ngân hàng là 123 4567', 'số tài khoản ngân hàng là [account]'],
    ['chuyển vào 9704 0000 0000 0000 001 0900000001', 'chuyển vào [account] [phone]'],
    ['xe 29A-123.45 và 59X1 234.56 đậu sai', 'xe [plate] và [plate] đậu sai'],
    ['biển số 51f-12345, 29K-1234, 29-X1 234.56', 'biển số [plate], [plate], [plate]'],
    ['xe 30E12345 xả khói', 'xe [plate] xả khói'],
    // Names.
    ['ông Nguyễn Văn Mẫu đổ rác', 'ông [name] đổ rác'],
    ['Chị Lan và anh Tuấn cãi nhau', 'Chị [name] và anh [name] cãi nhau'],
    ['nhà bác Ba ở Khu phố 3', 'nhà bác [name] ở Khu phố 3'],
    ['tên là Trần Thị Mẫu', 'tên là [name]'],
    ['Tôi là Hoa, ở tổ 5', 'Tôi là [name], ở tổ 5'],
    ['Họ và tên: Lê Mẫu', 'Họ và tên: [name]'],
    ['tôi tên là nguyễn văn mẫu ở tổ 5', 'tôi tên là [name] ở tổ 5'],
    ['trưởng khu phố Trần Văn Mẫu không nghe máy', 'trưởng khu phố [name] không nghe máy'],
    ['ông Chủ tịch Nguyễn Mẫu', 'ông Chủ tịch [name]'],
    ['Nguyễn Thị Mẫu báo tin', '[name] báo tin'],
    ['ong Nguyen Van Mau do rac', 'ong [name] do rac'],
    ['nguyen van mau do rac', '[name] do rac'],
    ['ông     Nguyễn \n Văn    Mẫu', 'ông [name]'],
    ['ÔNG NGUYỄN VĂN MẪU XẢ RÁC', 'ÔNG [name] XẢ RÁC'],
    ['yêu cầu ông Tuấn dọn rác, gia đình Anh Tuấn', 'yêu cầu ông [name] dọn rác, gia đình Anh [name]'],
    ['hẻm ông Tuấn bị ngập', 'hẻm ông [name] bị ngập'],
    ['Người gửi: Trần Mẫu', 'Người gửi: [name]'],
    ['bác sĩ Lan và cô giáo Hoa', 'bác sĩ [name] và cô giáo [name]'],
    // Houses; the street stays.
    ['trước số 12/3 đường Nguyễn Trãi', 'trước [house] đường Nguyễn Trãi'],
    ['nhà số 5 ngõ 7 phố Hoa Sữa', '[house] phố Hoa Sữa'],
    ['Số nhà: 12A, hẻm 45', '[house]'],
    ['ở 45/12/3 Nguyễn Văn Linh ồn ào', 'ở [house] Nguyễn Văn Linh ồn ào'],
    ['tại 12 Trần Phú', 'tại [house] Trần Phú'],
    ['địa chỉ: 12 ấp Mẫu', 'địa chỉ: [house] ấp Mẫu'],
    ['căn hộ A12-05 hát to', 'căn hộ [house] hát to'],
    ['Nhà 12/3 xây lấn', 'Nhà [house] xây lấn'],
    ['nhà em 12/3A bị ngập', 'nhà em [house] bị ngập'],
    ['chủ quán 12B Trần Hưng Đạo', 'chủ quán [house] Trần Hưng Đạo'],
    ['số 9 ngách 2 ngõ 7 ồn', '[house] ồn'],
    ['đường Hoa Lan số 7 xả nước', 'đường Hoa Lan [house] xả nước'],
    ['đường hoa lan, số 7 xả nước', 'đường hoa lan, [house] xả nước'],
    ['Phố Hoa Sữa, số 12/3 ngõ 5', 'Phố Hoa Sữa, [house]'],
    ['đường Hoa Lan 12/3 và đường Hoa Sen 12B', 'đường Hoa Lan [house] và đường Hoa Sen [house]'],
    ['số 7 đường hoa lan', '[house] đường hoa lan'],
    ['nhà 7 đường hoa lan', 'nhà [house] đường hoa lan'],
    ['hẻm 45 đường Hoa Sen ngập', 'hẻm [house] đường Hoa Sen ngập'],
    ['hẻm 45, đường hoa sen', 'hẻm [house], đường hoa sen'],
    ['hẻm 45/12 đường Nguyễn Trãi, tổ 5', 'hẻm [house] đường Nguyễn Trãi, tổ 5'],
    ['đầu hẻm 12 Nguyễn Văn Cừ', 'đầu hẻm [house] Nguyễn Văn Cừ'],
  ])('of "%s" is "%s"', (text, shown) => {
    expect(published(text)).toBe(shown);
  });

  it.each([
    'Đường Nguyễn Trãi ngập, ngã tư Nguyễn Văn Linh kẹt xe',
    'đoạn đường Nguyễn Văn Cừ - Nguyễn Thị Định tối',
    'Trường Nguyễn Văn Trỗi, phố Bà Triệu, chợ Bà Chiểu, cầu Ông Lãnh',
    'Tỉnh Bà Rịa, Thành phố Hồ Chí Minh, công viên Bác Hồ',
    'bà con Khu phố 3, Phường Hoa Mai cảm ơn',
    'Anh Chị xem giúp, anh Công an khu vực đã đến, cô Giáo',
    'tôi là Trưởng khu phố 3',
    'Bác Sĩ trạm y tế, Em Cảm ơn phường, đầu hẻm 12 tối',
    'hẻm 45/12 tối, tổ 5, khu phố 2',
    'đường số 7 và đường Hoa Lan, đường Nguyễn Văn Cừ 2 chiều, đường Hoa Sen 50m',
    'đường dây nóng số 1022; đường Hoa Lan cột đèn số 12, gần đường Hoa Lan đường số 7',
    'cột đèn số 12 đường Nguyễn Trãi, trường tiểu học số 2 Hoa Mai',
    'công văn số 12/UBND ngày 22/11/2026 08:30',
    'ngày 2026-11-22 08 giờ, phí 150.000.000 đồng, 50m2, thủ tục 1.001193',
    'gọi 113, 1022, hotline 1800 1096, từ 2020 - 2025',
    'CHỊ ƠI ĐÈN ĐƯỜNG HỎNG',
    'nhà 3 tầng, ở 2 đường hẹp, nặng 20 kg',
  ])('keeps "%s"', (text) => {
    expect(anonymise(text, words)).toEqual({ text, found: [] });
  });

  it('comes with what was taken out, in the order of the text', () => {
    expect(anonymise('Ông Mẫu, số 5 đường Hoa Sữa, 0900 000 001', words).found).toEqual([
      { kind: 'name', from: 'Mẫu' },
      { kind: 'address', from: 'số 5' },
      { kind: 'phone', from: '0900 000 001' },
    ]);
  });

  it('never holds a long number, a phone or a mail address, whatever is around it', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 20 });
    const secret = fc.oneof(
      fc.stringMatching(/^0[35789]\d{8}$/),
      fc.stringMatching(/^\d{12}$/),
      fc.stringMatching(/^[1-9]\d{13,15}$/),
      fc.constant('mau@example.vn'),
    );
    fc.assert(
      fc.property(around, secret, around, (before, hidden, after) => {
        expect(published(`${before} ${hidden} ${after}`)).not.toContain(hidden);
      }),
    );
  });

  it('gives back the original when what was found is put in again', () => {
    const parts = fc.constantFrom(
      'ông Mẫu',
      '0900000001',
      'số 5 ngõ 7',
      '29A-123.45',
      'rác',
      'Nguyễn Văn Mẫu',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
        const text = list.join('; ');
        const { text: shown, found } = anonymise(text, words);
        const rest = found.map(({ from }) => from);
        expect(shown.replace(/\[\w+\]/g, () => rest.shift() ?? '')).toBe(text);
      }),
    );
  });

  it('is the same when it is made twice', () => {
    const once = published('ông Nguyễn Văn Mẫu, số 12/3 đường Nguyễn Trãi, 0900000001, 29A-123.45');
    expect(published(once)).toBe(once);
  });

  it('comes to an end with a long text of one kind', () => {
    // A pattern that tries every split of it would outlast the time of the test.
    for (const piece of ['a', '1', '1 ', 'Anh ', 'số 1/', 'Nguyễn ', ' ', 'đường '])
      expect(published(piece.repeat(4_000 / piece.length))).not.toBe('');
  });
});

it('the words of both languages are there for every kind', async () => {
  const speak = await loadSpokenTexts('content');
  for (const kind of personalKinds) {
    expect(speak('vi', `anonymise.${kind}`)).toMatch(/^\[.+\]$/);
    expect(speak('en', `anonymise.${kind}`)).toMatch(/^\[.+\]$/);
  }
});
