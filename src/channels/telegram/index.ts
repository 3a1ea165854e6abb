import { GrammyError, HttpError } from 'grammy';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { InboundEvent } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type {
  Channel,
  ChecksHealth,
  DownloadsFiles,
  OutboundMessage,
  Polls,
  RawRequest,
  Receipt,
  ReceiveError,
  SendError,
  SetsUp,
} from '../channel.ts';
import { parseJson } from '../shared/parse-json.ts';
import { isSameSecret } from '../shared/same-secret.ts';
import { createCallbackAnswers } from './callback-answers.ts';
import { telegramCapabilities } from './capabilities.ts';
import { type ClientOptions, createClients } from './client.ts';
import type { TelegramConfig } from './config.ts';
import { download } from './download.ts';
import { createErrorReader, sendErrorOf } from './errors.ts';
import { checkHealth } from './health.ts';
import { type ReadUpdate, readUpdate } from './inbound.ts';
import { limitBroken, type RequestLabels, toSendMessage } from './outbound.ts';
import { pollUpdates } from './polling.ts';
import { Sent } from './schema.ts';
import { type MenuCommand, setUp } from './set-up.ts';

/** Something to count and, at most, to log: ids and codes only, never what somebody wrote. */
export interface TelegramNotice {
  readonly kind: 'button_not_answered' | 'poll_failed' | 'update_of_nobody';
  /** The vendor's code, or the update's field. */
  readonly detail: string;
}

export interface TelegramOptions extends ClientOptions {
  readonly config: TelegramConfig;
  readonly requestLabels: RequestLabels;
  readonly commands?: readonly MenuCommand[];
  readonly onNotice?: (notice: TelegramNotice) => void;
  readonly clock?: Clock;
}

export type Telegram = Channel & Polls & SetsUp & DownloadsFiles & ChecksHealth;

/** One Telegram bot: https://core.telegram.org/bots/api, version 10.1. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { config, requestLabels, commands = [], onNotice, clock = systemClock } = options;
  const { api, longApi } = createClients(config, options);
  const readError = createErrorReader();
  const noticeError = (kind: TelegramNotice['kind']) => (error: unknown) =>
    onNotice?.({ kind, detail: noticeDetail(error) });
  const answerPress = createCallbackAnswers(api, noticeError('button_not_answered'));

  function take({ event, callbackQueryId, kind }: ReadUpdate): InboundEvent | undefined {
    if (callbackQueryId !== undefined) answerPress(callbackQueryId);
    if (!event) onNotice?.({ kind: 'update_of_nobody', detail: kind });
    return event;
  }

  async function send(message: OutboundMessage): Promise<Result<Receipt, SendError>> {
    const vendorCode = limitBroken(message);
    if (vendorCode) return err({ code: 'rejected', vendorCode, provablyUnsent: true });
    try {
      const sent: unknown = await api.sendMessage(toSendMessage(message, requestLabels));
      const { message_id: id } = Sent.parse(sent);
      return ok({ vendorMessageId: String(id) });
    } catch (error) {
      return err(readError(error, message.to));
    }
  }

  return {
    id: 'telegram',
    capabilities: telegramCapabilities,
    receive: async (request) => receive(request, config, clock, take),
    send,
    poll: async (accept, signal) => {
      // The vendor refuses getUpdates as long as it pushes.
      if (config.mode === 'webhook') return;
      const read = (update: unknown) => {
        const found = readUpdate(update, clock.now());
        return found && take(found);
      };
      await pollUpdates({ longApi, read, onFailed: noticeError('poll_failed') }, accept, signal);
    },
    setUp: () => asResult(async () => ok(await setUp(api, config, commands))),
    checkHealth: () => asResult(() => checkHealth(api, config)),
    download: (fileId, maxBytes) =>
      download({ api, config, fetch: options.fetch ?? globalThis.fetch }, fileId, maxBytes),
  };
}

function receive(
  request: RawRequest,
  config: TelegramConfig,
  clock: Clock,
  take: (update: ReadUpdate) => InboundEvent | undefined,
): Result<readonly InboundEvent[], ReceiveError> {
  const secret = config.mode === 'webhook' ? config.webhookSecret : '';
  if (!isSameSecret(secret, request.headers['x-telegram-bot-api-secret-token'])) {
    return err({ code: 'bad_signature' });
  }
  const update = readUpdate(parseJson(request.body), clock.now());
  if (!update) return err({ code: 'malformed' });
  const event = take(update);
  return ok(event ? [event] : []);
}

async function asResult<T>(work: () => Promise<Result<T, SendError>>): Promise<Result<T, SendError>> {
  try {
    return await work();
  } catch (error) {
    return err(sendErrorOf(error));
  }
}

function noticeDetail(error: unknown): string {
  if (!(error instanceof GrammyError || error instanceof HttpError)) return nameOf(error);
  const { code, vendorCode } = sendErrorOf(error);
  return vendorCode ?? code;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
