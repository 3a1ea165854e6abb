import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time, also for different lengths. A missing or empty secret never matches. */
export function isSameSecret(expected: string, given: string | undefined): boolean {
  if (expected === '' || given === undefined) return false;
  return timingSafeEqual(digest(expected), digest(given));
}
