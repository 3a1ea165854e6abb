/** Who changes which case, as they saw it: a case that has changed since is not touched (`case_changed`). */
export interface Change {
  readonly caseId: number;
  readonly version: number;
  readonly staffId: number;
  readonly at: number;
}
