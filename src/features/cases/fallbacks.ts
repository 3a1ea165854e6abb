import type { DeliveryState } from '../../core/delivery.ts';

export type FallbackWay = 'sms' | 'template' | 'phone' | 'again';
/** Ways to somebody whom the chat does not reach at all. */
export type OtherWay = Extract<FallbackWay, 'sms' | 'phone'>;

export const otherWays = (canText: boolean): OtherWay[] => [...(canText ? (['sms'] as const) : []), 'phone'];

/** One message that an answer became, for the citizen themselves. */
export interface Piece {
  readonly seq: number;
  readonly state: DeliveryState;
  /** The platform had it at some time. */
  readonly wasSent: boolean;
}

export interface Reach {
  readonly answerState: 'waiting_approval' | 'returned' | 'queued' | 'phoned';
  /** In the order of sending. */
  readonly pieces: readonly Piece[];
  /** The channel would take a free answer now. */
  readonly open: boolean;
  /** The account has an approved template for notices. */
  readonly hasTemplate: boolean;
  /** A phone number is known, and the ward can send texts. */
  readonly canText: boolean;
}

const failed: ReadonlySet<DeliveryState> = new Set(['permanent_failure', 'technical_failure', 'unknown']);

/** What may be done when an answer did not arrive; nothing while it may still arrive by itself. */
export function fallbacksOf({ answerState, pieces, open, hasTemplate, canText }: Reach): FallbackWay[] {
  const latest = latestTry(pieces);
  const isLost = latest.length === 0 || latest.some(({ state }) => failed.has(state));
  if (answerState !== 'queued' || !isLost) return [];
  // What may have arrived is never sent again on its own channel: a person would read it twice.
  const isUnsent = latest.length > 0 && latest.every((piece) => failed.has(piece.state) && !piece.wasSent);
  const again = open && isUnsent && latest.every(({ state }) => state !== 'unknown');
  return [
    ...(canText ? (['sms'] as const) : []),
    ...(hasTemplate && !open && latest.length > 0 ? (['template'] as const) : []),
    'phone',
    ...(again ? (['again'] as const) : []),
  ];
}

/** A long answer is several messages, counted from 0: the last 0 begins the latest try. */
function latestTry(pieces: readonly Piece[]): readonly Piece[] {
  const begin = pieces.findLastIndex(({ seq }) => seq === 0);
  return begin < 0 ? pieces : pieces.slice(begin);
}
