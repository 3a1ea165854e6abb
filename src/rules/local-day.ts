/** Vietnam has kept UTC+7 without summer time since 1975, so a local day is plain arithmetic. */
const offset = 7 * 3_600_000;
const dayLength = 86_400_000;

/** The number of the Vietnamese day that a moment lies in, counted from 1970-01-01. */
export const localDay = (at: number): number => Math.floor((at + offset) / dayLength);

/** Midnight by Vietnamese clock, in milliseconds since the epoch. */
export const startOfDay = (day: number): number => day * dayLength - offset;

/** YYYY-MM-DD */
export const dateOfDay = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);

/** The Vietnamese date of a moment, YYYY-MM-DD. */
export const localDate = (at: number): string => dateOfDay(localDay(at));
