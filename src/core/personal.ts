/** What tells who somebody is, in the order in which it is looked for: what is found first hides from the rest. */
export const personalKinds = ['email', 'plate', 'id', 'phone', 'account', 'address', 'name'] as const;
export type PersonalKind = (typeof personalKinds)[number];
