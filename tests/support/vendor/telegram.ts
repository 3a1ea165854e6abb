import type { CitizenAct } from '../stand-in-telegram/control.ts';
import type { Fault as TelegramFault } from '../stand-in-telegram/faults.ts';
import type { Delivered as TelegramDelivered } from '../stand-in-telegram/record.ts';
import type { RemoteStandIn as RemoteTelegram } from '../stand-in-telegram/spawn.ts';
import type { Act, Delivered, Fault, RemoteStandIn } from './stand-in.ts';

/** The stand-in for Telegram, which is older, as one of the vendors. It learns our address from `setWebhook` calls. */
export function asRemoteVendor(telegram: RemoteTelegram): RemoteStandIn {
  const nothing = async (): Promise<void> => undefined;
  return {
    url: telegram.apiRoot,
    account: { token: telegram.token },
    pid: telegram.pid,
    setWebhook: nothing,
    probe: async () => true,
    async citizensDo(acts) {
      return (await telegram.citizensDo(acts.map(toTelegram))).map(String);
    },
    deliveredAfter: async (seq, waitMs) => (await telegram.deliveredAfter(seq, waitMs)).map(fromTelegram),
    async events() {
      const logs = await telegram.updateLogs();
      return logs.map(({ updateId, chatId, ...log }) => ({
        eventId: String(updateId),
        userId: String(chatId),
        ...log,
      }));
    },
    fail: (fault) => telegram.fail(toTelegramFault(fault)),
    clearFaults: telegram.clearFaults,
    change: nothing,
    async counters() {
      const { updates, rateViolations, ...counters } = await telegram.counters();
      const events = await telegram.updateLogs();
      return {
        ...counters,
        events: updates,
        pushes: events.reduce((sum, { attempts }) => sum + attempts, 0),
        rateViolations: rateViolations.overall + rateViolations.perChat,
      };
    },
    async settled() {
      while ((await telegram.counters()).unacknowledged > 0) await new Promise((go) => setTimeout(go, 50));
    },
    close: telegram.close,
  };
}

function toTelegram({ userId, text, press, does, raw }: Act): CitizenAct {
  const chatId = Number(userId);
  if (press !== undefined) return { chatId, press };
  if (does === 'block' || does === 'unblock') return { chatId, blocks: does === 'block' };
  if (raw !== undefined) return { chatId, message: text === undefined ? raw : { text, ...raw } };
  if (text !== undefined) return { chatId, text };
  throw new Error(`the stand-in for Telegram has no "${does}"`);
}

function fromTelegram({ messageId, chatId, ...message }: TelegramDelivered): Delivered {
  return { ...message, vendorId: String(messageId), userId: String(chatId), how: 'sendMessage' };
}

function toTelegramFault({ kind, endpoint, userId, times, chance }: Fault): TelegramFault {
  if (kind === 'slow') throw new Error('the stand-in for Telegram cannot be slow');
  return {
    kind: kind === 'refuse' ? 'forbidden' : kind,
    ...(endpoint !== undefined && { method: endpoint }),
    ...(userId !== undefined && { chatId: Number(userId) }),
    ...(times !== undefined && { times }),
    ...(chance !== undefined && { chance }),
  };
}
