import { closeSync, openSync, writeSync } from 'node:fs';
import type { Button, Delivered } from './stand-in.ts';

export const preciseNow = (): number => performance.timeOrigin + performance.now();

export interface Message {
  readonly vendorId: string;
  readonly userId: string;
  readonly text: string;
  readonly how: string;
  readonly buttons?: readonly Button[];
}

/** What was delivered, kept in memory and, with a file, on disk before the sender hears of it. */
export function createRecord(file?: string) {
  const all: Delivered[] = [];
  const buttonsByUser = new Map<string, Map<string, Button>>();
  const listeners = new Set<(delivered: Delivered) => void>();
  const handle = file === undefined ? undefined : openSync(file, 'a');

  function remember(userId: string, buttons: readonly Button[]): void {
    const known = buttonsByUser.get(userId) ?? new Map<string, Button>();
    for (const button of buttons) if (button.id !== undefined) known.set(button.id, button);
    buttonsByUser.set(userId, known);
  }

  return {
    all,
    add({ buttons = [], ...message }: Message): Delivered {
      const delivered = { seq: all.length + 1, ...message, buttons, at: preciseNow() };
      all.push(delivered);
      if (buttons.length > 0) remember(message.userId, buttons);
      if (handle !== undefined) writeSync(handle, `${JSON.stringify(delivered)}\n`);
      for (const listener of listeners) listener(delivered);
      return delivered;
    },
    /** The button that this citizen was sent; fails when there is none, as nobody can press that. */
    buttonOf(userId: string, id: string): Button {
      const button = buttonsByUser.get(userId)?.get(id);
      if (!button) throw new Error(`citizen ${userId} was never sent a button ${id}`);
      return button;
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
export type DeliveryRecord = ReturnType<typeof createRecord>;
