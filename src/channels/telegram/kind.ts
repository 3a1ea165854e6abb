import type { ChannelKind } from '../channel.ts';
import { telegramCapabilities } from './capabilities.ts';
import { TelegramConfig } from './config.ts';
import { telegramEnvironment } from './environment.ts';
import { createTelegram } from './index.ts';

const commands = ['menu', 'tracuu', 'nophoso', 'canbo', 'trogiup', 'tiengviet', 'english'] as const;

export const telegram: ChannelKind = {
  hasWords: true,
  capabilities: telegramCapabilities,
  environment: telegramEnvironment,
  webhook: { name: 'telegram', acknowledgement: 'ok' },
  account: TelegramConfig,
  create: ({ settings, secrets }, host) =>
    createTelegram({
      config: TelegramConfig.parse({ ...settings, ...secrets, publicUrl: host.publicUrl }),
      clock: host.clock,
      requestLabels: {
        location: host.speak('vi', 'request_location'),
        contact: host.speak('vi', 'request_contact'),
      },
      commands: (['vi', 'en'] as const).flatMap((language) =>
        commands.map((command) => ({
          command,
          language,
          description: host.speak(language, `commands.${command}`),
        })),
      ),
      onNotice: ({ kind, detail }) => host.notice(kind, detail),
    }),
};
