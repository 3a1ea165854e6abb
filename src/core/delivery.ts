/** The life of an outgoing message. `unknown` = stamped before a crash, the platform's answer was never seen. */
export const deliveryStates = [
  'created',
  'sending',
  'sent',
  'delivered',
  'seen',
  'temporary_failure',
  'permanent_failure',
  'technical_failure',
  'unknown',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Replies go before bulk in every account's bucket. */
export type SendLane = 'reply' | 'bulk';
