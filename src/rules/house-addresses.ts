import { eitherCase, titleWord, wordStart } from './letter-case.ts';

/** `12`, `12A`, `12/3`, `45/12/3B`; not the number of a document (`12/UBND`) or of an amount (`12,5`). */
const number = String.raw`\d{1,4}[A-Za-z]?(?:\s?/\s?\d{1,4}[A-Za-z]?)*(?![\p{L}\d]|/\s?\p{L}|[.,]\d)`;
const deepNumber = String.raw`\d{1,4}[A-Za-z]?(?:\s?/\s?\d{1,4}[A-Za-z]?)+(?![\p{L}\d]|/\s?\p{L}|[.,]\d)`;
const laneWord = eitherCase('ngõ', 'ngách', 'hẻm', 'kiệt', 'ngo', 'ngach', 'hem', 'kiet');
const lane = String.raw`\s*,?\s*${laneWord}\s+(?:[Ss]ố\s+)?${number}`;
const street = eitherCase('đường', 'phố', 'duong', 'pho');
const notStreet = eitherCase(
  'phường',
  'quận',
  'khu',
  'tổ',
  'xã',
  'thôn',
  'ấp',
  'huyện',
  'tỉnh',
  'thành phố',
  'ủy ban',
);
const named = String.raw`(?!${notStreet}\s)${titleWord}\s+${titleWord}`;
/** A street follows, with its word or by its name alone. */
const beforeStreet = String.raw`(?=\s*,?\s*(?:${street}\s+(?:\p{Lu}|\d)|${laneWord}\s|${named}))`;
/** Things that have numbers too. */
const numbered = eitherCase(
  ...[
    'đèn',
    'cột',
    'trụ',
    'trạm',
    'tuyến',
    'buýt',
    'xe',
    'học',
    'non',
    'trường',
    'phòng',
    'lô',
    'tổ',
    'cổng',
  ],
  ...[
    'ga',
    'tủ',
    'điện',
    'định',
    'văn',
    'thông báo',
    'ngày',
    'tháng',
    'hôm',
    'lúc',
    'sáng',
    'trưa',
    'chiều',
    'tối',
  ],
);
const notNumbered = String.raw`(?<!${numbered}\s+|${laneWord}\s+(?:[Ss]ố\s+)?)`;
const near = eitherCase(
  'ở',
  'tại',
  'trước',
  'sau',
  'cạnh',
  'gần',
  'đối diện',
  'nhà',
  'đến',
  'từ',
  'o',
  'tai',
  'nha',
);
const houseNumber = eitherCase('nhà số', 'số nhà', 'nha so', 'so nha', 'sn');

/**
 * The number of a house and of the alley it stands in; the street stays: it tells where, not who.
 * An alley alone stays as well.
 */
export const houseAddresses: readonly RegExp[] = [
  `${wordStart}${houseNumber}\\s*:?\\s*${number}(?:${lane})*`,
  `${wordStart}${notNumbered}[Ss]ố\\s+${number}(?:${lane})+`,
  `${wordStart}${notNumbered}[Ss]ố\\s+${number}${beforeStreet}`,
  `(?<=${wordStart}(?:${eitherCase('địa chỉ', 'dia chi')}|[Đđ]/[Cc])(?:\\s*(?::|là|số|ở|tại))*\\s*)${number}(?:${lane})*`,
  `(?<=${wordStart}${eitherCase('nhà', 'nha')}\\s+)${deepNumber}(?:${lane})*`,
  `${wordStart}${notNumbered}${deepNumber}(?:${lane})*${beforeStreet}`,
  `(?<=${wordStart}${near}\\s+)${number}(?:${lane})*(?=\\s*,?\\s*(?:${street}\\s+\\p{Lu}|${named}))`,
  `(?<=${wordStart}${eitherCase('căn hộ', 'can ho')}\\s+(?:[Ss]ố\\s+)?)[A-Z]{0,2}\\d{1,4}(?:[.-]\\d{1,4})*`,
].map((source) => new RegExp(source, 'gu'));
