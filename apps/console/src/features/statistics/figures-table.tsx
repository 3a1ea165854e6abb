import type { z } from 'zod';
import type { Figures as FiguresShape } from '../../../../../src/contracts/figures.ts';
import { say } from '../../lib/words.ts';

type Figures = z.infer<typeof FiguresShape>;

interface Props {
  readonly title: string;
  readonly rows: readonly (readonly [string, Figures])[];
  readonly total: Figures;
}

const columns = ['received', 'answered', 'onTimePercent', 'medianWorkingHours'] as const;
const headings = {
  received: 'statistics.received',
  answered: 'statistics.answered',
  onTimePercent: 'statistics.on_time',
  medianWorkingHours: 'statistics.median',
} as const;

/** Numbers with their units; the bar beside a number only shows it again. */
export function FiguresTable({ title, rows, total }: Props) {
  const most = Math.max(1, ...rows.map(([, { received }]) => received));
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      <ul className="figures">
        {[...rows, [say('statistics.total'), total] as const].map(([name, figures], at) => (
          <li key={name}>
            <strong>{name}</strong>
            {at < rows.length && (
              <progress className="bar" max={most} value={figures.received} aria-hidden="true" />
            )}
            <dl>
              {columns.map((column) => (
                <div key={column}>
                  <dt>{say(headings[column])}</dt>
                  <dd>{figureWords(column, figures)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

function figureWords(column: (typeof columns)[number], figures: Figures): string {
  const value = figures[column];
  if (value === null) return say('statistics.too_few');
  if (column === 'onTimePercent') return `${value}% (${figures.onTime}/${figures.due})`;
  return column === 'medianWorkingHours'
    ? say('statistics.hours', { count: value })
    : say('statistics.cases', { count: value });
}
