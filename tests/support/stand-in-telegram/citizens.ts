import type { Updates } from './updates.ts';

/** Makes the updates that a citizen's app would cause. Each call returns the update's id. */
export function createCitizens(updates: Updates, files: Map<string, Buffer>) {
  let nextMessage = 1_000_000;
  let nextPress = 1;
  const citizen = (chatId: number) => ({ id: chatId, is_bot: false, first_name: `Công dân ${chatId}` });
  const chat = (chatId: number) => ({ ...citizen(chatId), type: 'private' });
  const seconds = () => Math.floor(Date.now() / 1000);
  const frame = (chatId: number) => ({
    message_id: nextMessage++,
    from: citizen(chatId),
    chat: chat(chatId),
    date: seconds(),
  });

  /** Any content of a message: `{ sticker: … }`, `{ location: … }` … */
  const sends = (chatId: number, content: object): number =>
    updates.add(chatId, { message: { ...frame(chatId), ...content } });

  return {
    sends,
    sendsText: (chatId: number, text: string): number => sends(chatId, { text }),
    /** `label` and `id` of a button of ours under message `messageId`. */
    presses: (chatId: number, id: string, label = id, messageId = 1): number => {
      const reply_markup = { inline_keyboard: [[{ text: label, callback_data: id }]] };
      const message = { message_id: messageId, chat: chat(chatId), date: seconds(), text: '', reply_markup };
      const press = { id: String(nextPress++), from: citizen(chatId), chat_instance: '1', data: id, message };
      return updates.add(chatId, { callback_query: press });
    },
    sendsPhoto: (chatId: number, bytes: Buffer, caption?: string): number => {
      const id = `photo-${nextMessage}`;
      files.set(id, bytes);
      const photo = [{ file_id: id, file_unique_id: id, width: 1, height: 1, file_size: bytes.byteLength }];
      return sends(chatId, { photo, ...(caption !== undefined && { caption }) });
    },
    /** Blocks the bot, or lets it in again. */
    blocks: (chatId: number, blocked = true): number =>
      updates.add(chatId, {
        my_chat_member: {
          chat: chat(chatId),
          from: citizen(chatId),
          date: seconds(),
          old_chat_member: { status: blocked ? 'member' : 'kicked' },
          new_chat_member: { status: blocked ? 'kicked' : 'member' },
        },
      }),
  };
}
export type Citizens = ReturnType<typeof createCitizens>;
