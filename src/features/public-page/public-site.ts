import type { Speak } from '../../catalog/spoken-texts.ts';
import type { PublicStatistics } from '../../contracts/public.ts';
import type { Clock } from '../../core/clock.ts';
import type { WardId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { publicFigures } from '../statistics/index.ts';
import type { PublicLimiter } from './public-limiter.ts';

export interface PublicDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly speak: Speak;
  readonly clock: Clock;
  readonly limiter: PublicLimiter;
  readonly ward: { readonly id: WardId; readonly name: string };
  /** Our address as citizens see it, where a proxy stands in front. */
  readonly publicUrl?: string;
}

export type LoadFigures = (language: Language, month?: string) => Promise<PublicStatistics>;

const freshMs = 60_000;
const mostKept = 50;

/** Counts a year of cases at most once a minute for each month, however many people look. */
export function createFiguresLoader({ db, ward, clock }: PublicDeps): LoadFigures {
  const kept = new Map<string, { readonly at: number; readonly figures: Promise<PublicStatistics> }>();
  return (language, month) => {
    const key = `${language} ${month ?? ''}`;
    const now = clock.now();
    const known = kept.get(key);
    if (known && now - known.at < freshMs) return known.figures;
    if (kept.size >= mostKept) kept.clear();
    const question = { language, now, ...(month === undefined ? {} : { month }) };
    const figures = db.forWard(ward.id, (tx) => publicFigures(tx, question));
    kept.set(key, { at: now, figures });
    // A failure is not kept: the next reader asks again.
    figures.catch(() => kept.delete(key));
    return figures;
  };
}
