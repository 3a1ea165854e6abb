import { join } from 'node:path';
import { loadSpokenTexts, type Speak, spokenFiles } from '../catalog/spoken-texts.ts';
import { channelWords } from '../channels/registry.ts';

/** What features and channels say. */
export const loadWords = (root: string): Promise<Speak> =>
  loadSpokenTexts(join(root, 'content'), [...spokenFiles, ...channelWords]);
