import type { CaseKind } from '../../core/case.ts';
import { foldWords } from '../../core/fold.ts';
import { holdsAny, padded } from './answer-cues.ts';
import type { ReportCues } from './report-cues.ts';

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

/** Something of this kind is a legal procedure, not a report. */
export const isPetition = (cues: ReportCues, text: string): boolean => holdsAny(padded(text), cues.petitions);

export const isUrgent = (cues: ReportCues, text: string): boolean => holdsAny(padded(text), cues.urgent);

/** "Tôi muốn phản ánh" and nothing of what. */
export function saysNothing(cues: ReportCues, text: string): boolean {
  const words = foldWords(text).split(' ');
  return words.every((word) => word === '' || cues.openings.has(word));
}

export function guessKind(cues: ReportCues, text: string): CaseKind {
  const words = padded(text);
  if (holdsAny(words, cues.suggestion)) return 'suggestion';
  return cues.question.some((cue) => words.startsWith(cue)) ? 'question' : 'feedback';
}

/** The category whose cues cover the most of what was said; none when two cover as much. */
export function guessCategory(
  cues: ReportCues,
  categories: readonly KnownCategory[],
  text: string,
): string | undefined {
  const words = padded(text);
  const [best, second] = categories
    .map(({ code, names }) => ({
      code,
      weight: weightOf([...(cues.categories.get(code) ?? []), ...names.map(padded)], words),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return best && best.weight > (second?.weight ?? 0) ? best.code : undefined;
}

/** Longer cues say more: "đèn đường" is more than "đường". */
const weightOf = (cues: readonly string[], words: string): number =>
  cues.reduce((sum, cue) => (words.includes(cue) ? sum + cue.trim().split(' ').length ** 2 : sum), 0);

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
/** What names a spot even for somebody who does not know the ward: a number, a street, a landmark with its name. */
const spots = [
  String.raw`(?:số nhà|nhà số|so nha|nha so|nhà|nha|số|hẻm|hem|ngõ|ngo|ngách|ngach|kiệt|kiet|lô|chung cư|chung cu)\s+${number}`,
  String.raw`(?<!khu |Khu )(?:${number}\s+)?(?:đường|phố|duong|pho)\s+(?!phố)(?:\p{Lu}[\p{L}]*|\d+)(?:\s+(?:\p{Lu}[\p{L}]*|\d+))*`,
  String.raw`(?:trước|sau|gần|cạnh|bên cạnh|đối diện|kế bên|đầu|cuối|ngay|truoc|gan|canh|doi dien|dau|cuoi)\s+(?:cổng|cong|cửa|trường|truong|chợ|cho|nhà|ngã|cầu|cau|hẻm|hem|ngõ|chùa|chua|trạm|công viên|cong vien|bệnh viện|ủy ban)\b[^.,;!?\n]{0,60}`,
  String.raw`(?:ngã ba|ngã tư|nga ba|nga tu|cầu|chợ|trường|công viên|cong vien|chùa|đình)\s+\p{Lu}[\p{L}]*(?:\s+\p{Lu}[\p{L}]*)*`,
].map((source) => new RegExp(`(?<![\\p{L}\\p{N}])${source}`, 'u'));
const afterWord = /(?:^|[\s,])(?:ở|tại|tai)\s+([^.,;!?\n]{4,80})/u;
const spotsIgnoringCase = [spots[0], spots[2]].flatMap((spot) =>
  spot ? [new RegExp(spot.source, 'iu')] : [],
);

/** The words that say where, when the report has them. */
export function findPlaceWords(text: string, places: readonly KnownPlace[]): string | undefined {
  const written = text.normalize('NFC');
  const neighbourhood = findNeighbourhood(places, written)?.name;
  const said = spotsIn(written).join(', ').slice(0, 200);
  if (said === '') return neighbourhood ?? afterWord.exec(written)?.[1]?.trim();
  const isNamed = neighbourhood === undefined || padded(said).includes(padded(neighbourhood));
  return isNamed ? said : `${said}, ${neighbourhood}`;
}

/** What names a spot, in order; what overlaps is one: "nhà số 12" and "12 đường Hoa Sen". */
function spotsIn(written: string): string[] {
  const hits = [...spotsIgnoringCase, ...spots].flatMap((spot) => {
    const hit = spot.exec(written);
    return hit ? [{ from: hit.index, to: hit.index + hit[0].length }] : [];
  });
  const joined: { from: number; to: number }[] = [];
  for (const hit of hits.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && hit.from <= last.to + 1) last.to = Math.max(last.to, hit.to);
    else joined.push({ ...hit });
  }
  return joined.map(({ from, to }) => written.slice(from, to).trim());
}
