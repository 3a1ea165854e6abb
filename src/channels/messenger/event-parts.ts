import { createHash } from 'node:crypto';
import type { InboundContent } from '../../core/message.ts';

/** Safe as a metric label and in a log. */
export const vendorWord = (raw: string): string => raw.replace(/[^a-z0-9_]/gi, '').slice(0, 40) || 'nothing';

export const unknown = (vendorType: string, expectsAnswer: boolean): InboundContent => ({
  kind: 'unknown',
  vendorType: vendorWord(vendorType),
  expectsAnswer,
});

/** The same parts give the same id, for events to which the vendor gives none. */
export const fingerprint = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
