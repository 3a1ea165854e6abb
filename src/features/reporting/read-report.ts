import type { CaseKind } from '../../core/case.ts';
import { compileCues, cuesIn, readCueText } from '../../rules/cue-words.ts';
import { beginsAsQuestion, isSuggestion, type ReportCues, weighCategory } from '../../rules/report-cues.ts';
import { padded } from './answer-cues.ts';

/** A category as the ward has it. */
export interface KnownCategory {
  readonly code: string;
  readonly names: readonly string[];
}
export interface KnownPlace {
  readonly id: number;
  readonly name: string;
  readonly aliases: readonly string[];
}

export function guessKind(cues: ReportCues, text: string): CaseKind {
  if (isSuggestion(cues, text)) return 'suggestion';
  return beginsAsQuestion(cues, text) ? 'question' : 'feedback';
}

/** The category for which the most of what was said speaks; none when two have as much. */
export function guessCategory(
  cues: ReportCues,
  categories: readonly KnownCategory[],
  text: string,
): string | undefined {
  const [best, second] = categories
    .map(({ code, names }) => ({ code, weight: weighCategory(cues, code, text) + weighNames(names, text) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return best && best.weight > (second?.weight ?? 0) ? best.code : undefined;
}

const weighNames = (names: readonly string[], text: string): number =>
  cuesIn(compileCues(names), readCueText(text)).reduce((sum, size) => sum + size ** 2, 0);

/** The neighbourhood that is named; the longest name wins ("khu phố 12" is not "khu phố 1"). */
export function findNeighbourhood<P extends KnownPlace>(places: readonly P[], text: string): P | undefined {
  const words = padded(text);
  let found: P | undefined;
  let longest = 0;
  for (const place of places) {
    for (const name of [place.name, ...place.aliases]) {
      const cue = padded(name);
      if (cue.trim() === '' || cue.length <= longest || !words.includes(cue)) continue;
      found = place;
      longest = cue.length;
    }
  }
  return found;
}

const number = String.raw`\d+[a-z]?(?:\s*/\s*\d+[a-z]?)*`;
const name = String.raw`(?:\p{Lu}[\p{L}]*|\d+[A-Za-z]?)(?:\s+(?:\p{Lu}[\p{L}]*|\d+))*`;
const beside = `(?:trước|sau lưng|phía sau|sau|gần|cạnh|bên cạnh|bên hông|đối diện|kế bên|sát|đầu|cuối|giữa|hai bên|chân|góc|truoc|sau lung|gan|canh|ben hong|doi dien|ke ben|dau|cuoi|giua|hai ben|goc)`;
/** Where the name of a landmark ends and the trouble begins. */
const nextWord = String.raw`(?!(?:khu|kp|tổ|bị|bi|có|co|không|khong|ko|chưa|chua|đầy|day|hết|het|mở|mo|xả|xa|rất|quá|qua|lắm|bốc|boc|tắc|tac|ngập|ngap|hư|hu|hỏng|hong|tắt|tat|vỡ|bể|xe|rác|rac|ruồi|nhiều|nhieu|hay|đang|dang|đã|da|vẫn|van|mấy|may|chất|chat|người|nguoi|thì|thi|là|la|mà|ma|nên|nuôi|nuoi|chắn|chan|lấn|lan|sắp|sap|tụ|tu|nước|nuoc|bậc|khuất|mất|mat|nghẹt|nghet|đổ|do)(?![\p{L}\p{N}]))[\p{L}\p{N}]+`;
/** What names a spot even for somebody who does not know the ward: a number, a street, a landmark with its name. */
const spots = [
  String.raw`(?:${beside}\s+)?(?:số nhà|nhà số|so nha|nha so|nhà|nha|(?<!hồ |ho |Hồ )số|(?<!ho )so|hẻm|hem|ngõ|ngo|ngách|ngach|kiệt|kiet|lô|chung cư|chung cu)\s+${number}`,
  String.raw`(?:${beside}\s+)?(?:${number}\s+)?(?:(?<!thành )đường|(?<!khu |Khu |dân |thành )phố|duong|(?<!khu |dan |thanh )pho)\s+(?!phố)${name}`,
  String.raw`${beside}\s+(?:cổng|cong|cửa|cua|trường|truong|chợ|cho|nhà|nha|ngã|nga|cầu|cau|hẻm|hem|ngõ|ngo|chùa|chua|đình|trạm|tram|công viên|cong vien|bệnh viện|benh vien|ủy ban|uy ban|cây xăng|cay xang|siêu thị|sieu thi|tiệm|tiem|quán|nghĩa trang|sân bóng|bến)(?![\p{L}])(?:\s+${nextWord}){0,5}`,
  String.raw`(?:ngã ba|ngã tư|nga ba|nga tu|cầu|chợ|trường|công viên|cong vien|chùa|đình|thôn|xóm|ấp|bản|buôn|chung cư|bến đò|kênh)\s+\p{Lu}[\p{L}]*(?:\s+\p{Lu}[\p{L}]*)*`,
].map((source) => new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'gu'));
const afterWord = new RegExp(
  String.raw`(?:^|[\s,])(?:ở|tại|tai)\s+(${nextWord}(?:\s+${nextWord}){1,7})`,
  'u',
);
const spotsIgnoringCase = [spots[0], spots[2]].flatMap((spot) =>
  spot ? [new RegExp(spot.source, 'giu')] : [],
);
/** "khu phố 3 đường Hoa Lan": the number is the neighbourhood's. */
const numbered = /(?:khu phố|khu pho|kp|tổ|thôn|ấp|xóm|hẻm|hem|ngõ|ngo|quận|phường)\s*$/iu;

/** The words that say where, when the report has them. */
export function findPlaceWords(text: string, places: readonly KnownPlace[]): string | undefined {
  const written = text.normalize('NFC');
  const neighbourhood = findNeighbourhood(places, written)?.name;
  const said = spotsIn(written).join(', ').slice(0, 200);
  if (said === '') return neighbourhood ?? afterWord.exec(written)?.[1]?.trim();
  const isNamed = neighbourhood === undefined || padded(said).includes(padded(neighbourhood));
  return isNamed ? said : `${said}, ${neighbourhood}`;
}

/** What names a spot, in order; what overlaps or follows at once is one: "nhà số 12" and "12 đường Hoa Sen". */
function spotsIn(written: string): string[] {
  const hits = [...spotsIgnoringCase, ...spots].flatMap((spot) =>
    [...written.matchAll(spot)].map(({ 0: text, index }) => {
      const to = index + text.length;
      const own = numbered.test(written.slice(0, index)) ? text.search(/\p{L}{2}/u) : 0;
      return { from: index + Math.max(own, 0), to };
    }),
  );
  const joined: { from: number; to: number }[] = [];
  for (const hit of hits.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && hit.from <= last.to + 1) last.to = Math.max(last.to, hit.to);
    else joined.push({ ...hit });
  }
  return joined.map(({ from, to }) => written.slice(from, to).trim()).filter((spot) => spot !== '');
}
