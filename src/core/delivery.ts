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

/**
 * Why a message is sent. `answer`: the citizen has just written. `notice`: news of something that this citizen
 * asked to be told about. `officer`: written by a person. `broadcast`: nobody asked for it.
 */
export const purposes = ['answer', 'notice', 'officer', 'broadcast'] as const;
export type Purpose = (typeof purposes)[number];

/**
 * By which rule of the platform a message goes: within its reply window (`paid_window`: the part that costs),
 * as an officer's late answer, or as an approved template.
 */
export type Route = 'window' | 'paid_window' | 'officer_window' | 'template';
