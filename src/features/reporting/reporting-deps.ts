import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId } from '../../core/ids.ts';
import type { FileRef } from '../../core/message.ts';
import type { Result } from '../../core/result.ts';
import type { Seal } from '../../lib/seal.ts';
import type { ReportCues } from '../../rules/report-cues.ts';
import type { AbilityContext } from '../conversations/index.ts';
import type { AnswerCues } from './answer-cues.ts';
import type { CitizenDesk } from './citizen-desk.ts';

/** Fetches a file that a citizen sent, within some seconds; no copy is kept. */
export type FetchFile = (
  account: AccountId,
  file: FileRef,
) => Promise<Result<Uint8Array, 'too_large' | 'unavailable'>>;

export interface ReportingDeps {
  readonly speak: Speak;
  readonly seal: Seal;
  readonly cues: ReportCues;
  readonly answers: AnswerCues;
  readonly desk: CitizenDesk;
  /** Fetches a file that a citizen sent. */
  readonly fetchFile: FetchFile;
  /** The channel of an account: `telegram`, `web-chat` … */
  channelOf(context: AbilityContext): string;
  /** Whether that channel brings us photos. */
  takesPhotos(context: AbilityContext): boolean;
}
