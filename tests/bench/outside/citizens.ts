/**
 * More than can come round within two seconds at any rate measured here: Telegram takes one message a
 * second per chat, and no bot should be slowed by that.
 */
export const chats = 4_000;
const firstChat = 700_000_000;

/** What each citizen says, one after the other and then again from the start. */
export const lines = [
  'xin chào',
  'lam giay khai sinh cho con can gi',
  'lệ phí bao nhiêu',
  'đăng ký kết hôn ở đâu',
  'mất bao lâu thì xong',
  'menu',
] as const;

export interface Said {
  readonly chatId: number;
  readonly body: string;
}

/** Updates as Telegram writes them, from one citizen after the other. */
export function createCitizens() {
  let count = 0;
  // Update ids are new in every process: a bot may take a known one for a second delivery.
  let nextUpdate = Math.floor(Date.now() / 10) * 1_000;
  return function next(): Said {
    const chatId = firstChat + (count % chats);
    const text = lines[Math.floor(count / chats) % lines.length] ?? '';
    count += 1;
    nextUpdate += 1;
    const person = { id: chatId, first_name: 'Lan' };
    const update = {
      update_id: nextUpdate,
      message: {
        message_id: count,
        from: { ...person, is_bot: false, language_code: 'vi' },
        chat: { ...person, type: 'private' },
        date: Math.floor(Date.now() / 1000),
        text,
      },
    };
    return { chatId, body: JSON.stringify(update) };
  };
}
