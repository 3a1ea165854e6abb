import { createHash } from 'node:crypto';
import type { ProcedureFile, ToldGuide } from '../../catalog/knowledge/procedure-file.ts';
import type { KnowledgeContent } from '../../contracts/console/knowledge.ts';

/** Tells whether a file of the starter pack says what it said when somebody replaced it. */
export const digestOf = ({ title, asks, body, links = [] }: ToldGuide): string =>
  createHash('sha256')
    .update(JSON.stringify([title, asks, body, links.map(({ label, url }) => [label, url])]))
    .digest('base64url');

export const digestOfSentence = (text: string): string =>
  createHash('sha256').update(text).digest('base64url');

/** Of what a ward may correct. */
export const digestOfProcedure = ({ fee, time, where, office, tips }: ProcedureFile): string =>
  createHash('sha256')
    .update(JSON.stringify([fee, time, where, office, tips]))
    .digest('base64url');

export const contentOf = ({ title, asks, body, links = [] }: ToldGuide): KnowledgeContent => ({
  title,
  asks: [...asks],
  body: body.trim(),
  links: [...links],
});
