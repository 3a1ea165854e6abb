import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Secrets of our own accounts: few, and asked for with every webhook. */
const expectedDigests = new Map<string, Buffer>();

/** Compares in constant time, also for different lengths. A missing or empty secret never matches. */
export function isSameSecret(expected: string, given: string | undefined): boolean {
  if (expected === '' || given === undefined) return false;
  const known = expectedDigests.get(expected) ?? digest(expected);
  expectedDigests.set(expected, known);
  return timingSafeEqual(known, digest(given));
}
