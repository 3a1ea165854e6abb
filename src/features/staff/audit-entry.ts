/** Something that a member of staff did and that must be answered for later. */
export interface Act {
  /** Null = nobody who was signed in. */
  readonly staffId: number | null;
  readonly at: number;
  /** `staff.roles_changed`: what it was done to, and what. */
  readonly action: string;
  /** `staff 12`. */
  readonly target: string;
  /** Ids and codes, never what somebody wrote. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends Act {
  /** From 1, without a gap, within the ward. */
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
}
