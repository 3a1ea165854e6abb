import type { WardWords } from '../../catalog/flows/ward-words.ts';
import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';
import { loadWords, wordsDigest } from './live-texts.repo.ts';

/** The live wordings of every ward, as this process knows them. */
export interface OwnWords {
  /** The same object until the ward's wordings change. */
  of(ward: WardId): WardWords;
  /** Looks whether they changed; cheap when they did not. */
  refresh(ward: WardId): Promise<void>;
}

const noWords: WardWords = { vi: new Map(), en: new Map() };

export function createOwnWords(db: Database): OwnWords {
  const known = new Map<WardId, { readonly digest: string; readonly words: WardWords }>();
  return {
    of: (ward) => known.get(ward)?.words ?? noWords,
    refresh: (ward) =>
      db.forWard(ward, async (tx) => {
        const digest = await wordsDigest(tx);
        if (digest === (known.get(ward)?.digest ?? '')) return;
        known.set(ward, { digest, words: await loadWords(tx) });
      }),
  };
}
