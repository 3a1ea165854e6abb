import type { z } from 'zod';
import type { AnswerMessage } from '../../../../../src/contracts/console/case.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { dateTime } from '../../lib/moments.ts';
import { nameOf } from '../../lib/words.ts';

const arrived = new Set(['delivered', 'seen']);
const failed = new Set(['permanent_failure', 'technical_failure']);

/** Says that a message is sent only when the channel said so. */
export function DeliveryLine({ message }: { readonly message: z.infer<typeof AnswerMessage> }) {
  const { channel, state, words, at } = message;
  return (
    <li className={failed.has(state) ? 'delivery delivery-failed' : 'delivery'}>
      <Icon name={iconOf(state)} />{' '}
      <span>
        {nameOf('shared.channel', channel)}: <strong>{nameOf('answer.delivery', state)}</strong>
        {words ? ` – ${words}` : ''} <span className="soft">{dateTime(at)}</span>
      </span>
    </li>
  );
}

function iconOf(state: string): IconName {
  if (failed.has(state)) return 'alert';
  return arrived.has(state) ? 'check' : 'clock';
}
