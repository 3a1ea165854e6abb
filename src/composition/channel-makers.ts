import type { Speak } from '../catalog/spoken-texts.ts';
import type { Channel } from '../channels/channel.ts';
import { TelegramConfig } from '../channels/telegram/config.ts';
import { createTelegram } from '../channels/telegram/index.ts';
import { createWebChat } from '../channels/web-chat/index.ts';
import type { Config } from '../config.ts';
import type { WardId } from '../core/ids.ts';
import { type AccountRow, upsertAccount } from '../features/accounts/index.ts';
import type { Logger } from '../lib/logger.ts';
import type { Database } from '../store/database.ts';
import type { ChannelMaker } from './live-accounts.ts';

export interface MakerDeps {
  readonly config: Config;
  readonly speak: Speak;
  readonly log: Logger;
  /** Wakes the open pages of a web-chat citizen, in every process. */
  notifyWebChat(externalId: string): void;
}

const telegramCommands = ['menu', 'tracuu', 'nophoso', 'canbo', 'trogiup', 'tiengviet', 'english'] as const;

/** Makes channels from the environment's credentials; they belong to the first ward. */
export function createChannelMaker(deps: MakerDeps): ChannelMaker {
  return (row) => {
    if (row.channel === 'web-chat') return createWebChat({ notify: deps.notifyWebChat });
    if (row.channel === 'telegram') return telegramOf(deps, row);
    return undefined;
  };
}

function telegramOf({ config, speak, log }: MakerDeps, row: AccountRow): Channel | undefined {
  if (!config.telegram || row.externalId !== telegramBotId(config.telegram.botToken)) return undefined;
  const { botToken: token, ...rest } = config.telegram;
  return createTelegram({
    config: TelegramConfig.parse({ ...rest, token, publicUrl: config.server.publicUrl }),
    requestLabels: {
      location: speak('vi', 'telegram.request_location'),
      contact: speak('vi', 'telegram.request_contact'),
    },
    commands: (['vi', 'en'] as const).flatMap((language) =>
      telegramCommands.map((command) => ({
        command,
        language,
        description: speak(language, `telegram.commands.${command}`),
      })),
    ),
    onNotice: ({ kind, detail }) => log.warn({ account: row.id, kind, detail }, 'telegram notice'),
  });
}

/** A bot's id is the number in front of its token. */
const telegramBotId = (token: string): string => token.split(':')[0] ?? token;

/** The first ward's accounts, as the environment describes them. */
export async function ensureAccounts(
  db: Database,
  config: Config,
  wardId: WardId,
  wardCode: string,
): Promise<void> {
  await upsertAccount(db, { wardId, channel: 'web-chat', externalId: wardCode });
  await upsertAccount(db, { wardId, channel: 'terminal', externalId: wardCode });
  if (config.telegram) {
    await upsertAccount(db, {
      wardId,
      channel: 'telegram',
      externalId: telegramBotId(config.telegram.botToken),
    });
  }
}
