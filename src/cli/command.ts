import type { Config } from '../config.ts';
import type { Logger } from '../lib/logger.ts';

/** What every command gets. Answers go to `out` (stdout), everything else to `error` (stderr). */
export interface CommandHost {
  readonly config: Config;
  readonly log: Logger;
  readonly root: string;
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** A command of `gan-dan`; returns the exit code: 0 done, 2 wrong usage, 1 otherwise. */
export interface Command {
  /** One line, after the command's name. */
  readonly usage: string;
  readonly does: string;
  run(args: readonly string[], host: CommandHost): Promise<number>;
}

/** Wrong usage: the message and the usage line are shown, exit code 2. */
export class UsageError extends Error {}
