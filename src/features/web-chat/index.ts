export { createStoredPort, createWebChatSignals, type WebChatSignals } from './stored-port.ts';
export { createMemoryLimiter, type WebChatLimiter } from './web-chat.limiter.ts';
export { createPhotoCleaner, type PhotoCleaner } from './web-chat.photo.ts';
export type { NewPhoto, WebChatPort } from './web-chat.port.ts';
export { readPhotoOfAccount } from './web-chat.repo.ts';
export { createWebChatRoutes } from './web-chat.routes.ts';
