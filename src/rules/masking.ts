/** Hides a citizen id, keeping the province part and the last two digits: `079*******12`. */
export function maskId(id: string): string {
  return keepEnds(id, 3, 2);
}

/** Hides a phone number but its last three digits: `*******000`. */
export function maskPhone(phone: string): string {
  return keepEnds(phone, 0, 3);
}

function keepEnds(text: string, head: number, tail: number): string {
  if (text.length <= head + tail + 2) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);
}

/** Citizen ids (12 digits, older ones 9), also in groups of three or four. Phone numbers are left alone. */
const citizenIds =
  /(?<!\d)(?:\d{12}|\d{3}([ .-])\d{3}\1\d{3}\1\d{3}|\d{4}([ .-])\d{4}\2\d{4}|[1-9]\d{8})(?!\d)/g;

/** Hides the ids in what somebody wrote; the rest stays readable for whoever has to answer it. */
export const maskCitizenIds = (text: string): string =>
  text.replace(citizenIds, (id) => maskId(id.replace(/\D/g, '')));

/** A name by its first letters, the given name whole: `Nguyễn Văn Mẫu` → `N. V. Mẫu`. */
export function maskName(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/);
  const given = words.pop() ?? '';
  if (words.length === 0) return given.length > 0 ? `${[...given][0]}***` : '';
  return [...words.map((word) => `${[...word][0] ?? ''}.`), given].join(' ');
}

export const mailAddress = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>.,;]+/g;
/** Nine digits or more, also in groups: phone numbers, ids, accounts. Dossier and procedure codes are shorter groups. */
export const longNumber = /\+?\d(?:[ .-]?\d){8,}/g;

/** Hides what identifies a person in free text: long numbers and mail addresses. */
export function maskPersonal(text: string): string {
  return text.normalize('NFKC').replace(mailAddress, '***').replace(longNumber, '***');
}
