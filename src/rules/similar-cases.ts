import {
  type CaseWords,
  placesAgreed,
  placesDiffer,
  readWords,
  sharedWords,
  wordOverlap,
} from './case-words.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is known of a case when it is compared with others. */
export interface CaseSketch {
  readonly category: string | null;
  readonly neighbourhoodId: number | null;
  readonly place: Place | null;
  readonly text: string;
  /** What was said of the place apart from the text. */
  readonly where?: string | null;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

export interface SimilarOptions {
  /** Two places farther apart are not the same. */
  readonly metres?: number;
  /** Two cases farther apart in time are not the same. */
  readonly days?: number;
  /** 0 to 1: how much of the words must be the same. */
  readonly overlap?: number;
  readonly most?: number;
}

export interface Similar<Id> {
  readonly id: Id;
  /** 0 to 1. */
  readonly score: number;
}

const usual: Required<SimilarOptions> = { metres: 150, days: 30, overlap: 0.5, most: 3 };

/**
 * Likely duplicates, best first: the same category, in similar words, received within some days, near each other. Where
 * one has no point on the map: in the same neighbourhood, and at the same alley, house or street or in words that are
 * plainly the same. Two points far apart are two places even in one
 * neighbourhood, and so are two alley or house numbers.
 */
export function findSimilar<Id>(
  candidate: CaseSketch,
  others: readonly (CaseSketch & { readonly id: Id })[],
  options: SimilarOptions = {},
): readonly Similar<Id>[] {
  const limits = { ...usual, ...options };
  const words = readWords(candidate.text, candidate.where ?? '');
  return others
    .map((other) => ({ id: other.id, score: score({ candidate, words, other, limits }) }))
    .filter((similar) => similar.score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limits.most);
}

interface Comparison {
  readonly candidate: CaseSketch;
  readonly words: CaseWords;
  readonly other: CaseSketch;
  readonly limits: Required<SimilarOptions>;
}

/** Mostly the words, then the distance, then the time; 0 when any of them rules it out. */
function score({ candidate, words, other, limits }: Comparison): number {
  const age = Math.abs(candidate.receivedAt - other.receivedAt) / 86_400_000;
  if (candidate.category !== other.category || age > limits.days) return 0;
  const nearness = nearnessOf(candidate, other, limits.metres);
  if (nearness === undefined) return 0;
  const otherWords = readWords(other.text, other.where ?? '');
  const overlap = wordOverlap(words, otherWords);
  const agreed = placesAgreed(words, otherWords);
  // At the same house or alley fewer words need to be the same.
  const least = agreed.some((kind) => kind !== 'street') ? limits.overlap / 2 : limits.overlap;
  if (overlap < least || placesDiffer(words, otherWords)) return 0;
  const hasPoints = candidate.place !== null && other.place !== null;
  if (!hasPoints && agreed.length === 0 && !plainlyTheSame(words, otherWords)) return 0;
  return 0.6 * overlap + 0.25 * nearness + 0.15 * (1 - age / limits.days);
}

/** "Đèn đường hư" may be any lamp of the neighbourhood; this many words in common are about one thing. */
const plainWords = 4;
const plainOverlap = 0.75;

const plainlyTheSame = (one: CaseWords, other: CaseWords): boolean =>
  sharedWords(one, other) >= plainWords && wordOverlap(one, other) >= plainOverlap;

/** 1 = the same point; the same neighbourhood without points counts as the edge of what is near. */
function nearnessOf(one: CaseSketch, other: CaseSketch, most: number): number | undefined {
  if (one.place && other.place) {
    const metres = metresBetween(one.place, other.place);
    return metres <= most ? 1 - metres / most : undefined;
  }
  return one.neighbourhoodId !== null && one.neighbourhoodId === other.neighbourhoodId ? 0 : undefined;
}

const earthRadius = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The haversine distance. */
export function metresBetween(one: Place, other: Place): number {
  const north = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const across = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(north + across)));
}
