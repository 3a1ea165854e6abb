import { accountCalls } from './account.ts';
import { articleCalls, broadcastCalls } from './articles.ts';
import { type CallDeps, createCall } from './call.ts';
import { messageCalls } from './messages.ts';
import { templateCalls } from './templates.ts';
import { uploadCalls } from './uploads.ts';
import { tagCalls, userCalls } from './users.ts';

/** Every call of the OpenAPI that is alive and of use to a ward, with its shapes and limits. */
export function createZaloClient(deps: CallDeps) {
  const call = createCall(deps);
  return {
    ...messageCalls(call, deps.limits),
    ...templateCalls(call, deps.limits),
    ...uploadCalls(call),
    ...userCalls(call),
    ...tagCalls(call),
    ...accountCalls(call),
    ...articleCalls(call),
    ...broadcastCalls(call),
  };
}
export type ZaloClient = ReturnType<typeof createZaloClient>;
