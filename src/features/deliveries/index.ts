export { deliveryChannel, readDeliveryLine } from './delivery-line.ts';
export type { Departure, Due } from './departure.ts';
export {
  type FailedMessage,
  lastArrival,
  listFailedMessages,
  type PipelineHealth,
  readAccountLags,
  readPipelineHealth,
} from './health.repo.ts';
export { markReceipt, markReceiptsUntil, markUndelivered } from './marks.repo.ts';
export {
  type InsertedMessage,
  insertMessages,
  type MessageBody,
  type NewMessage,
  outboxChannel,
  spacingMs,
  unfinishedOf,
  wakeSender,
} from './outbox.repo.ts';
export { createPacing, type Pacing, type PacingStore, sliceOf } from './pacing.ts';
export { closesAt, couldGo } from './permission.ts';
export { createSender, type Sender } from './sender.ts';
export type { SendingAccount } from './sender-deps.ts';
export { settleStamps, sweepDeliveries } from './sweep.ts';
