export { createKnowledgeAbilities } from './knowledge.abilities.ts';
export {
  createKnowledgeBase,
  type ImportedProcedures,
  type KnowledgeBase,
  type OwnGuides,
} from './knowledge-base.ts';
