import { type Clocked, type Tone, timeLeft } from '../lib/time-left.ts';
import { say } from '../lib/words.ts';
import { Icon, type IconName } from './icon.tsx';

const icons: Readonly<Record<Tone, IconName>> = {
  calm: 'clock',
  soon: 'bell',
  late: 'alert',
  still: 'pause',
  over: 'check',
};

interface Props {
  readonly clocked: Clocked;
  readonly now: number;
  /** Of the ward's calendar, where it is known. */
  readonly daysOff: readonly string[] | undefined;
}

/** How much time is left, in words, with a sign and a colour: none of the three says it alone. */
export function TimeChip({ clocked, now, daysOff }: Props) {
  const { tone, key, count } = timeLeft(clocked, now, daysOff);
  return (
    <span className={`chip chip-${tone}`}>
      <Icon name={icons[tone]} /> {say(key, { count })}
    </span>
  );
}
