import { z } from 'zod';
import { oneOf, webAddress } from '../../lib/variables.ts';
import type { EnvironmentPart } from '../channel.ts';

const variables = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'phải có dạng 123456789:AA… như @BotFather đã cấp')
    .optional(),
  TELEGRAM_MODE: oneOf(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'chỉ gồm chữ không dấu, số, dấu _ và -, dài tối đa 256 ký tự')
    .optional(),
  TELEGRAM_API_ROOT: webAddress().default('https://api.telegram.org'),
};

export const telegramEnvironment: EnvironmentPart<typeof variables> = {
  variables,
  mistakes(given) {
    if (!given.TELEGRAM_BOT_TOKEN || given.TELEGRAM_MODE !== 'webhook') return [];
    const secret = given.TELEGRAM_WEBHOOK_SECRET
      ? []
      : ['TELEGRAM_WEBHOOK_SECRET: cần có khi TELEGRAM_MODE=webhook'];
    const plain = !given.TELEGRAM_API_ROOT && given.PUBLIC_URL?.startsWith('http:');
    return plain ? [...secret, 'PUBLIC_URL: Telegram chỉ gọi địa chỉ https'] : secret;
  },
  account(env) {
    const token = env.TELEGRAM_BOT_TOKEN;
    if (!token) return undefined;
    return {
      externalId: telegramBotId(token),
      settings: { mode: env.TELEGRAM_MODE, apiRoot: env.TELEGRAM_API_ROOT },
      secrets: {
        token,
        ...(env.TELEGRAM_WEBHOOK_SECRET && { webhookSecret: env.TELEGRAM_WEBHOOK_SECRET }),
      },
    };
  },
};

/** A bot's id is the number in front of its token. */
const telegramBotId = (token: string): string => token.split(':')[0] ?? token;
