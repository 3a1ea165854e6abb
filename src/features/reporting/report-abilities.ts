import type { Ability } from '../conversations/index.ts';
import { createDraftAbilities } from './draft-abilities.ts';
import { createFileAbilities } from './file-abilities.ts';
import { createOwnCaseAbilities } from './own-case-abilities.ts';
import { createPetitionAbilities } from './petition-abilities.ts';
import { createPhotoAbilities } from './photo-abilities.ts';
import { createRatingAbilities } from './rating-abilities.ts';
import type { ReportingDeps } from './reporting-deps.ts';

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
