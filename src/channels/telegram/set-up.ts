import type { Clients } from './client.ts';
import type { TelegramConfig } from './config.ts';

/** What we understand; everything else would be traffic for nothing. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** One line of the command menu; the words come from `content/`. */
export interface MenuCommand {
  readonly command: string;
  readonly description: string;
  readonly language: 'vi' | 'en';
}

/** Undefined when we do not know our own address. */
export const webhookUrl = ({
  publicUrl,
  webhookPath,
}: TelegramConfig & { mode: 'webhook' }): string | undefined => publicUrl && publicUrl + webhookPath;

/** Tells Telegram where to bring updates, then sets the command menu. Throws what the client throws. */
export async function setUp(
  api: Clients['api'],
  config: TelegramConfig,
  commands: readonly MenuCommand[],
): Promise<void> {
  if (config.mode === 'webhook') {
    const url = webhookUrl(config);
    if (!url) return setMenu(api, commands);
    await api.setWebhook({
      url,
      secret_token: config.webhookSecret,
      allowed_updates: [...allowedUpdates],
      max_connections: 40,
      drop_pending_updates: false,
    });
  } else {
    await api.deleteWebhook({ drop_pending_updates: false });
  }
  await setMenu(api, commands);
}

/** Vietnamese is the menu of everybody whose app speaks another language than English. */
async function setMenu(api: Clients['api'], commands: readonly MenuCommand[]): Promise<void> {
  for (const language of ['vi', 'en'] as const) {
    const lines = commands
      .filter((line) => line.language === language)
      .map(({ command, description }) => ({ command, description }));
    if (lines.length === 0) continue;
    await api.setMyCommands({
      commands: lines,
      scope: { type: 'all_private_chats' },
      ...(language === 'en' && { language_code: language }),
    });
  }
}
