import type { Speak } from '../../catalog/spoken-texts.ts';
import type { WardTx } from '../../store/database.ts';
import { FileAnswer } from '../staff/index.ts';
import { loadWard } from '../wards/index.ts';
import { type OwnData, readableOwnData } from './own-data.ts';

/** What somebody takes home: for a machine, or to be read on paper. */
export type DataFormat = 'json' | 'text';

interface Kept {
  readonly data: OwnData;
  /** By what the person was found: a conversation's number, or a case's code. */
  readonly number: number | string;
  readonly at: number;
  readonly speak: Speak;
}

export async function dataFile(
  tx: WardTx,
  { data, number, at, speak }: Kept,
  format: DataFormat,
): Promise<FileAnswer> {
  const name = `du-lieu-${number}`;
  if (format === 'json') return file(JSON.stringify(data, null, 2), 'application/json', `${name}.json`);
  const { name: ward } = await loadWard(tx);
  return file(readableOwnData(data, speak, { ward, number, at }), 'text/plain', `${name}.txt`);
}

const file = (text: string, mime: string, fileName: string): FileAnswer =>
  new FileAnswer({ mime, bytes: Buffer.from(text), fileName });
