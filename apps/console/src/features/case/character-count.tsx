import { say } from '../../lib/words.ts';
import { messageCount } from './template.ts';

interface Props {
  readonly body: string;
  readonly maxChars: number | null;
}

export function CharacterCount({ body, maxChars }: Props) {
  const count = [...body.trim()].length;
  const messages = maxChars === null ? 1 : messageCount(body, maxChars);
  return (
    <p className="soft">
      {messages > 1
        ? say('composer.count_split', { count, messages })
        : say('composer.count', { count, max: maxChars ?? 4000 })}
    </p>
  );
}
