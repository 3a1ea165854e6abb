/** Plain JSON: what flows keep, abilities take and give back. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export type Values = Readonly<Record<string, Value>>;
