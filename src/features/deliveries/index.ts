export { accountsDue, insertMessages, markReceipt, markUnknown, type MessageBody, type NewMessage, spacingMs } from './outbox.repo.ts';
export { createPacing, type Pacing, type PacingStore } from './pacing.ts';
export { createSender, type Sender, type SendingAccount } from './sender.ts';
