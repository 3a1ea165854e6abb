import type { CitizenFile } from './evidence.ts';
import type { Citizen } from './scripts.ts';

/** What the lines of one script are answered by one platform when nothing is killed. */
export interface CalmScript {
  /** The answers as they are written, in order. */
  readonly answers: readonly string[];
  /** As the platform shows what is written so: by SMS without accents. */
  readonly shown: ReadonlyMap<string, string>;
}

export type Calm = ReadonlyMap<string, CalmScript>;

const nothing: CalmScript = { answers: [], shown: new Map() };
const nameOf = ({ channel, script }: Citizen): string => `${channel} ${script}`;

/** Citizens differ by the number in their names, and by the codes of their reports. */
export const nameless = (text: string): string =>
  text.replaceAll(/Công dân \d+/g, 'Công dân').replaceAll(/PA-\d{6}-\d{4,}-[A-Z]/g, 'PA');

/** Learns from one citizen per platform and script. */
export function learnCalm(files: readonly CitizenFile[]): Calm {
  return new Map(files.map((file) => [nameOf(file.citizen), learnScript(file)]));
}

function learnScript({ citizen, acts, events, rows, delivered }: CitizenFile): CalmScript {
  const isCalm = events.length === acts.length && rows.length > 0 && rows.length === delivered.length;
  if (!isCalm) {
    const counts = `${acts.length} acts, ${events.length} events, ${rows.length} answers`;
    throw new Error(`no calm day for ${nameOf(citizen)}: ${counts}, ${delivered.length} delivered`);
  }
  const answers = rows.map(({ text }) => nameless(text));
  const shown = answers.map((text, place) => [text, nameless(delivered[place]?.text ?? '')] as const);
  return { answers, shown: new Map(shown) };
}

export const calmOf = (calm: Calm, citizen: Citizen): CalmScript => calm.get(nameOf(citizen)) ?? nothing;
