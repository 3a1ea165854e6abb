/** One line of `doctor`. */
export interface Finding {
  readonly check: string;
  /** `warn` is worth a look and does not fail the command. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
}
