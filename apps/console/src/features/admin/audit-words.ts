import type { z } from 'zod';
import type { AuditPage } from '../../../../../src/contracts/console/audit.ts';
import { nameIfKnown, nameOf, say } from '../../lib/words.ts';

type Entry = z.infer<typeof AuditPage>['entries'][number];

/** What was done, as a sentence that follows the name of who did it. */
export function auditSentence({ action, ...entry }: Pick<Entry, 'action' | 'target' | 'targetName'>): string {
  const target = targetWords(entry);
  return nameIfKnown('audit.action', action) === null
    ? say('audit.other', { action, target })
    : say(`audit.action_${action}`, { target });
}

/** `office 13` by its name, or by its number; a channel account by its channel. */
function targetWords({ target, targetName }: Pick<Entry, 'target' | 'targetName'>): string {
  const [noun = '', key = ''] = target.split(' ');
  if (noun === 'channel_account' && targetName) return channelWords(targetName);
  if (targetName) return targetName;
  return nameIfKnown('audit.target', noun) === null
    ? channelWords(target)
    : say(`audit.target_${noun}`, { key });
}

function channelWords(account: string): string {
  const [channel = '', ...rest] = account.split(' ');
  return [nameOf('shared.channel', channel), ...rest].join(' ');
}
