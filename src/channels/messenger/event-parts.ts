import { createHash } from 'node:crypto';
import type { InboundContent } from '../../core/message.ts';
import { vendorWord } from '../shared/vendor-word.ts';

export const unknown = (vendorType: string, expectsAnswer: boolean): InboundContent => ({
  kind: 'unknown',
  vendorType: vendorWord(vendorType),
  expectsAnswer,
});

/** The same parts give the same id, for events to which the vendor gives none. */
export const fingerprint = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
