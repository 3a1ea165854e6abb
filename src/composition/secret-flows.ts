import type { SecretFlows } from '../features/live-chat/index.ts';

/** Which flows hold what not every officer may read. */
export const secretFlows: SecretFlows = {
  petition: ['complaint'],
  cases: ['feedback', 'case', 'rating'],
  // Asides: what is said after one of them may still be about the same matter.
  asides: [
    'question',
    'answer',
    'story',
    'picture',
    'welcome',
    'resume',
    'source',
    'officer',
    'contacts',
    'language',
    'news',
  ],
};
