import type { Config } from '../config.ts';
import type { AccountId } from '../core/ids.ts';
import { type Ability, identityAbilities } from '../features/conversations/index.ts';
import {
  createKnowledgeAbilities,
  createKnowledgeBase,
  type KnowledgeBase,
} from '../features/knowledge/index.ts';
import type { Logger } from '../lib/logger.ts';
import type { Database } from '../store/database.ts';
import type { Catalog } from './catalog.ts';
import type { LiveAccount } from './conversation-side.ts';

export interface AbilitiesDeps {
  readonly config: Config;
  readonly db: Database;
  readonly catalog: Catalog;
  readonly log: Logger;
  accountOf(id: AccountId): LiveAccount | undefined;
}

/** Everything that flows may call, joined from the features. */
export async function createAbilities(
  deps: AbilitiesDeps,
): Promise<{ abilities: Readonly<Record<string, Ability>>; knowledge: KnowledgeBase }> {
  const knowledge = createKnowledgeBase(deps.catalog.knowledge, deps.catalog.speak, {
    digest: async () => '',
    load: async () => [],
  });
  return { knowledge, abilities: { ...identityAbilities, ...createKnowledgeAbilities(knowledge) } };
}
