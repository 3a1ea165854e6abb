/** Folded as the house folds: what is typed without accents, or with the tone elsewhere, is found. */
export { foldWords } from '../../core/fold.ts';
