export type { Departure, Due } from './departure.ts';
export { type PipelineHealth, readPipelineHealth } from './health.repo.ts';
export { markReceipt } from './marks.repo.ts';
export { insertMessages, type MessageBody, type NewMessage, spacingMs, unfinishedOf } from './outbox.repo.ts';
export { createPacing, type Pacing, type PacingStore } from './pacing.ts';
export { createSender, type Sender } from './sender.ts';
export type { SendingAccount } from './sender-deps.ts';
export { settleStamps, sweepDeliveries } from './sweep.ts';
