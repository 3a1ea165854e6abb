import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import type { CitizenDesk } from './citizen-desk.ts';
import { createDraftAbilities } from './draft-abilities.ts';
import { createFileAbilities } from './file-abilities.ts';
import { createOwnCaseAbilities } from './own-case-abilities.ts';
import { createPetitionAbilities } from './petition-abilities.ts';
import type { FetchFile } from './photo-abilities.ts';
import { createPhotoAbilities } from './photo-abilities.ts';
import { createRatingAbilities } from './rating-abilities.ts';
import type { ReportCues } from './report-cues.ts';

export interface ReportingDeps {
  readonly speak: Speak;
  readonly seal: Seal;
  readonly cues: ReportCues;
  readonly desk: CitizenDesk;
  /** Fetches a file that a citizen sent. */
  readonly fetchFile: FetchFile;
  /** The channel of an account: `telegram`, `web-chat` … */
  channelOf(context: AbilityContext): string;
}

/** Everything that the flows `feedback`, `case`, `rating` and `complaint` may call. */
export function createReportingAbilities(deps: ReportingDeps): Record<string, Ability> {
  return {
    ...createDraftAbilities(deps),
    ...createFileAbilities(deps),
    ...createPhotoAbilities(deps),
    ...createOwnCaseAbilities(deps),
    ...createRatingAbilities(deps),
    ...createPetitionAbilities(deps),
  };
}
