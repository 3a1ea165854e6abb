/** What somebody who wants to be called wrote, taken apart. */
export interface CallWish {
  /** Name and number, as written. */
  readonly who: string;
  /** When to call, in their words. */
  readonly when: string | null;
}

const ask = String.raw`(?:(?:xin|nhờ|vui lòng|cứ)\s+)?(?:(?:gọi|goi|nghe máy|nghe may|call)(?:\s+(?:lại|lai|giúp|tôi|em|cho tôi|me))*\s+)?`;
const about = String.raw`(?:(?:sau|trước|truoc|lúc|luc|vào|vao|từ|khoảng|khoang|tầm|ngoài|trong|after|before|at|from|in the)\s+)`;
const hour = String.raw`\d{1,2}\s*(?:h|g|giờ|gio|:\d\d|am|pm)(?![\p{L}])`;
const dayPart = '(?:sáng|trưa|chiều|tối|sang|trua|chieu|toi|morning|afternoon|evening)(?![\\p{L}])';
const named = String.raw`(?:(?:buổi|buoi|giờ|gio)\s+\p{L}|cuối tuần|cuoi tuan|hằng ngày|hàng ngày|(?:thứ|thu)\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|(?:bất cứ |bất kỳ )?(?:lúc|khi|ngày|giờ) nào|any ?time|weekend)`;
/** A part of the day alone may be somebody's name: it counts after a word that leads to a time. */
const sure = new RegExp(
  `(?<![\\p{L}\\d])${ask}(?:${about}*(?:${hour}|${named})|${about}+${dayPart}).*$`,
  'iu',
);
const bare = new RegExp(`^(?:${ask}${dayPart}).*$`, 'iu');

/** "Lan 0900 000 001, gọi sau 17 giờ" → "Lan 0900 000 001" and "gọi sau 17 giờ". */
export function readCallWish(text: string, phone: string): CallWish {
  const apart = text.normalize('NFC').replace(phone, `,${phone},`);
  const who: string[] = [];
  const when: string[] = [];
  for (const part of apart.split(/[,;\n]|\.(?!\d)/).map((one) => one.trim())) {
    const found = part === phone ? null : (sure.exec(part) ?? (who.length > 0 ? bare.exec(part) : null));
    if (found) when.push(found[0].trim());
    const rest = found ? part.slice(0, found.index).trim() : part;
    if (rest !== '') who.push(rest);
  }
  return { who: who.join(', '), when: when.length > 0 ? when.join(', ') : null };
}
