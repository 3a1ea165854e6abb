import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** `parseArgs` of Node with `--json` always allowed and mistakes as UsageError. */
export function readArgs<const Given extends Options>(args: readonly string[], options: Given) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** Words that nothing was asked to do with: a typing mistake is said, not passed over. */
export function noMore(words: readonly string[]): void {
  if (words.length > 0) throw new UsageError(`không hiểu: ${words.join(' ')}`);
}

/** A file that was named on the command line. */
export function readNamedFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`không đọc được tệp ${path}`, { cause: error });
  }
}

/** The entry of a table under a word that was typed; never what every object has. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
