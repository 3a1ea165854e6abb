import type { z } from 'zod';
import type { ReplyWay } from '../../../../../src/contracts/console/case.ts';
import { shortMoment } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';

const hour = 3_600_000;

/** How and until when the citizen can be answered, as a sentence. */
export function replyWords(reply: z.infer<typeof ReplyWay> | null, now: number): string {
  if (!reply) return say('case.reply_none');
  const channel = nameOf('shared.channel', reply.channel);
  if (reply.blocked) return say('case.reply_blocked', { channel });
  if (!reply.open) return say('case.reply_closed', { channel });
  if (reply.windowClosesAt === null) return say('case.reply_open', { channel });
  const left = Math.max(0, reply.windowClosesAt - now);
  const at = shortMoment(reply.windowClosesAt, now);
  return left < hour
    ? say('case.reply_minutes', { channel, count: Math.ceil(left / 60_000), at })
    : say('case.reply_hours', { channel, count: Math.floor(left / hour), at });
}
