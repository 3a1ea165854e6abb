export { withBeginnings } from './guide-beginnings.ts';
export { createKnowledgeAbilities } from './knowledge.abilities.ts';
export {
  createKnowledgeBase,
  type ImportedProcedures,
  type KnowledgeBase,
  type OwnKnowledge,
} from './knowledge-base.ts';
