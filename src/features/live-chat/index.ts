export { handBackSilent } from './hand-back.ts';
export type { LiveChatDeps } from './live-chat-deps.ts';
export { createLiveChatRoutes } from './live-chat-routes.ts';
export type { SecretFlows } from './secret-spans.ts';
