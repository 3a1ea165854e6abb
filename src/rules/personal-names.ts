import { eitherCase, laneWord, titleWord, wordEnd, wordStart } from './letter-case.ts';

const titles = eitherCase(
  'ông, bà, anh, chị, cô, chú, bác, em, cháu, cụ, thầy, bé, dì, cậu, mợ, bác sĩ, cô giáo, thầy giáo',
);
const plainTitles = eitherCase('ong, ba, anh, chi, co, chu, bac, em, chau, cu, thay');
const roles = eitherCase(
  'chủ tịch, phó chủ tịch, bí thư, phó bí thư, giám đốc, hiệu trưởng, trưởng công an, trưởng phòng, trưởng ban',
  'trưởng khu phố, trưởng thôn, trưởng ấp, tổ trưởng, khu phố trưởng, cán bộ, công chức, công an, cảnh sát',
  'cảnh sát khu vực, bảo vệ, dân phòng, giáo viên',
);
/** What follows a title with a capital and is no name. */
const notName = eitherCase(
  'phường, quận, khu, tổ, xã, thôn, ấp, huyện, tỉnh, thành phố, đường, hẻm, ngõ, ở, tại, ủy ban, ban, đội, người',
  'ông, bà, anh, chị, cô, chú, bác, em, giáo, sĩ, cảm ơn, xin, chào, đề nghị, mong, thấy, muốn, cần, hỏi, báo, gửi',
);
const word = `(?!${notName}${wordEnd}|${roles}${wordEnd})${titleWord}`;
const words = (least: number, most: number): string =>
  String.raw`${word}(?:\s+${word}){${least - 1},${most - 1}}`;

/** The common family names. */
const familyNames =
  'nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đinh, đoàn, lâm, trịnh, mai, ' +
  'đào, cao, tạ, lương, hà, trương, châu';
const surnames = eitherCase(familyNames);
const plainSurnames = eitherCase(
  'nguyen, tran, le, pham, hoang, huynh, phan, vu, vo, dang, bui, do, ho, ngo, duong, ly, dinh, doan, lam, trinh, mai',
  'dao, cao, ta, luong, ha, truong, chau',
);
/** In small letters without accents only these are no other word: "ho van den" is also "họ vẫn đến". */
const clearSurnames = '(?:nguyen|tran|pham|huynh)';
const anySurname = `(?:${surnames}|${plainSurnames})`;
const middle = '(?:[Vv]ăn|[Tt]hị|[Vv]an|[Tt]hi)';

/** After these a person's name is the name of a street, a school, a market. */
const places = eitherCase(
  'đường, phố, hẻm, ngõ, ngách, kiệt, đại lộ, ngã ba, ngã tư, ngã năm, góc, vòng xoay, chợ, núi, rạch, kênh, khu',
  'phường, xã, trường, tiểu học, mầm non, công viên, tuyến, bến, chùa, đền, miếu, lăng, bệnh viện, tượng đài',
  'duong, hem, kiet, thpt, thcs, tp',
);
/** "Yêu cầu" (to demand) is no bridge. */
const bridge = String.raw`(?<![Yy]êu\s+)[Cc]ầu`;
const afterPlace = String.raw`(?:${places}|${bridge}|THPT|THCS|TP\.?)\s+(?:${titleWord}(?:\s+${titleWord}){0,3}\s*[-–]\s*)?`;
const afterLane = String.raw`${laneWord}\s+[\d/]{1,12}[A-Za-z]?\s+`;
/** Places and persons of history that begin with a title. */
const famous = String.raw`(?:Rịa|Nà|Triệu|Trưng|Hồ|Ích\s+Khiêm|Huyện\s+Thanh\s+Quan)${wordEnd}`;

const said = eitherCase(
  'tên là, tên tôi là, tôi tên là, tôi tên, em tên, họ tên, họ và tên, họ tên là, tôi là, em là, mình là, cháu là',
  'con là, người tên, người gửi, người báo, người viết, người phản ánh, chủ hộ, chủ nhà, ten la, toi la, toi ten',
  'ho ten, ho va ten, nguoi gui',
);
const capitals = familyNames.toUpperCase().replaceAll(', ', '|');

/**
 * Names after a title, a role or "my name is", and full names with a middle `Văn` or `Thị`; never a street's.
 * `houseMark` stands where the number of a house was: what follows it is a street.
 */
export function personalNames(houseMark: string): readonly RegExp[] {
  const bare = String.raw`${wordStart}(?<!${afterPlace}|${afterLane}|${houseMark}\s*,?\s*)`;
  const afterSaid = String.raw`(?<=${wordStart}${said}\s*:?\s+)`;
  return [
    String.raw`(?<=${wordStart}${titles}\s+(?:${roles}\s+)?)(?<!${afterPlace}\p{Lu}\p{Ll}+\s+)(?!${famous})${words(1, 4)}`,
    String.raw`${afterSaid}(?:${titles}\s+)?${words(1, 4)}`,
    String.raw`${afterSaid}${anySurname}\s+(?:${middle}\s+)?\p{L}+`,
    String.raw`(?<=${wordStart}${roles}\s+)(?!Hồ\s+Chí\s+Minh)(?=${surnames}\s)${words(2, 4)}`,
    String.raw`(?<=${wordStart}${plainTitles}\s+)(?=${plainSurnames}\s)${words(2, 4)}`,
    String.raw`${bare}(?=${anySurname}\s+${middle}\s)${words(3, 5)}`,
    String.raw`${bare}(?:${surnames}\s+(?:văn|thị)|${clearSurnames}\s+(?:van|thi))\s+\p{Ll}+`,
    String.raw`${wordStart}(?<!(?:ĐƯỜNG|PHỐ|HẺM|NGÕ|KIỆT|TRƯỜNG)\s+)(?:${capitals})\s+(?:VĂN|THỊ)\s+\p{Lu}+${wordEnd}`,
    String.raw`(?<=${wordStart}(?:ÔNG|BÀ|ANH|CHỊ|CÔ|CHÚ|BÁC)\s+)(?:${capitals})\s+\p{Lu}+(?:\s+\p{Lu}+)?${wordEnd}`,
  ].map((source) => new RegExp(source, 'gu'));
}
