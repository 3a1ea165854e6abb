export { createKnowledgeAbilities } from './knowledge.abilities.ts';
export { createKnowledgeBase, type ImportedProcedures, type KnowledgeBase } from './knowledge-base.ts';
