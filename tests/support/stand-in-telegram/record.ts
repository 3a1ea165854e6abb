import { closeSync, openSync, writeSync } from 'node:fs';

/** One message that the stand-in took as delivered, in order of arrival. */
export interface Delivered {
  /** 1, 2, 3 … over all chats. */
  readonly seq: number;
  readonly messageId: number;
  readonly chatId: number;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly id?: string; readonly url?: string }[];
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
}

interface Payload {
  readonly chat_id: number;
  readonly text: string;
  readonly reply_markup?: {
    readonly inline_keyboard?: readonly (readonly { text: string; callback_data?: string; url?: string }[])[];
    readonly keyboard?: readonly (readonly { text: string }[])[];
  };
}

export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** What was delivered, kept in memory and, with a file, on disk before the sender hears of it. */
export function createRecord(file?: string) {
  const all: Delivered[] = [];
  const listeners = new Set<(delivered: Delivered) => void>();
  const handle = file === undefined ? undefined : openSync(file, 'a');

  return {
    all,
    add(payload: unknown): Delivered {
      const { chat_id: chatId, text, reply_markup: markup } = payload as Payload;
      const seq = all.length + 1;
      const rows = markup?.inline_keyboard ?? markup?.keyboard ?? [];
      const delivered = {
        seq,
        messageId: seq,
        chatId,
        text,
        buttons: rows.flat().map(toButton),
        at: preciseNow(),
      };
      all.push(delivered);
      if (handle !== undefined) writeSync(handle, `${JSON.stringify(delivered)}\n`);
      for (const listener of listeners) listener(delivered);
      return delivered;
    },
    /** Called at each delivery, until the returned function is called. */
    onDelivered(listener: (delivered: Delivered) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close(): void {
      if (handle !== undefined) closeSync(handle);
    },
  };
}
export type Record = ReturnType<typeof createRecord>;

function toButton(button: {
  text: string;
  callback_data?: string;
  url?: string;
}): Delivered['buttons'][number] {
  return {
    label: button.text,
    ...(button.callback_data !== undefined && { id: button.callback_data }),
    ...(button.url !== undefined && { url: button.url }),
  };
}
