import { eitherCase, laneWord, titleWord, wordEnd, wordStart } from './letter-case.ts';

/** Not the number of a document (`12/UBND`) or of an amount (`12,5`). */
const numberEnd = String.raw`(?![\p{L}\d]|/\s?\p{L}|[.,]\d)`;
const piece = String.raw`\d{1,4}[A-Za-z]?`;
/** `12`, `12A`, `12/3`, `45/12/3B`. */
const number = String.raw`${piece}(?:\s?/\s?${piece})*${numberEnd}`;
const deepNumber = String.raw`${piece}(?:\s?/\s?${piece})+${numberEnd}`;
const lane = String.raw`\s*,?\s*${laneWord}\s+(?:[Ss]ố\s+)?${number}`;

const street = eitherCase('đường, phố, duong, pho');
const notStreet = eitherCase('phường, quận, khu, tổ, xã, thôn, ấp, huyện, tỉnh, thành phố, ủy ban');
const named = String.raw`(?!${notStreet}\s)${titleWord}\s+${titleWord}`;
/** A street follows, with its word or by its name alone. */
const beforeStreet = String.raw`(?=\s*,?\s*(?:${street}\s+(?:\p{Lu}|\d)|${laneWord}\s|${named}))`;

/** `số 7` after the name of its street, written with capitals or without; `đường số 7` is a street itself. */
const afterStreet = String.raw`(?<=${wordStart}${street}(?:\s+(?!dây${wordEnd})\p{L}+){1,4}\s*[,:]?\s*[Ss]ố)`;
const streetName = String.raw`${street}(?:\s+${titleWord}){1,5}`;

/** Things that have numbers too. */
const numbered = eitherCase(
  'đèn, cột, trụ, trạm, tuyến, buýt, xe, học, non, trường, lớp, phòng, lô, tổ, cổng, ga, tủ, điện, định, văn',
  'bản, thông báo, ngày, tháng, hôm, lúc, sáng, trưa, chiều, tối',
);
const notNumbered = String.raw`(?<!${numbered}\s+|${laneWord}\s+(?:[Ss]ố\s+)?)`;
const near = eitherCase(
  'ở, tại, trước, sau, cạnh, gần, đối diện, nhà, quán, tiệm, cửa hàng, đến, từ, o, tai, nha',
);
const home = String.raw`${eitherCase('nhà, nha')}(?:\s+${eitherCase('tôi, em, mình, cháu, con, toi')})?`;
const houseNumber = eitherCase('nhà số, số nhà, nha so, so nha, sn');
const address = String.raw`(?:${eitherCase('địa chỉ, dia chi')}|[Đđ]/[Cc])(?:\s*(?::|là|số|ở|tại))*`;

/**
 * The number of a house and of the alley it stands in, before or after the street; the street stays: it tells where,
 * not who. An alley without its street stays as well.
 */
export const houseAddresses: readonly RegExp[] = [
  String.raw`${wordStart}${houseNumber}\s*:?\s*${number}(?:${lane})*`,
  String.raw`${wordStart}${notNumbered}[Ss]ố\s+${number}(?:${lane})+`,
  String.raw`${wordStart}${notNumbered}[Ss]ố\s+${number}${beforeStreet}`,
  String.raw`${wordStart}${notNumbered}[Ss]ố\s+${number}(?=\s*,?\s*${street}\s+\p{L})`,
  String.raw`${wordStart}${notNumbered}(?<!${street}\s+)[Ss]ố${afterStreet}\s+${number}(?:${lane})*`,
  String.raw`(?<=${wordStart}${streetName}\s*,?\s*)(?:${deepNumber}|\d{1,4}[A-Da-d]${wordEnd})(?:${lane})*`,
  String.raw`(?<=${wordStart}${laneWord}\s+(?:[Ss]ố\s+)?)${number}(?=\s*,?\s*(?:của\s+)?(?:${street}\s+[\p{L}\d]|${named}))`,
  String.raw`(?<=${wordStart}${address}\s*)${number}(?:${lane})*`,
  String.raw`(?<=${wordStart}${home}\s+)${deepNumber}(?:${lane})*`,
  String.raw`(?<=${wordStart}${home}\s+)${number}(?=\s*,?\s*${street}\s+\p{L})`,
  `${wordStart}${notNumbered}${deepNumber}(?:${lane})*${beforeStreet}`,
  String.raw`(?<=${wordStart}${near}\s+)${number}(?:${lane})*(?=\s*,?\s*(?:${street}\s+\p{Lu}|${named}))`,
  String.raw`(?<=${wordStart}${eitherCase('căn hộ, can ho')}\s+(?:[Ss]ố\s+)?)[A-Z]{0,2}\d{1,4}(?:[.-]\d{1,4})*`,
].map((source) => new RegExp(source, 'gu'));
