import { startReceiver } from './receiver.ts';

/** Starts what a test needs; `closeAll` ends it, the last one first. */
export function createHouseKeeping() {
  const closing: (() => unknown)[] = [];
  return {
    later: (close: () => unknown): void => void closing.push(close),
    async open<Opened extends { close(): unknown }>(opening: Promise<Opened>): Promise<Opened> {
      const opened = await opening;
      closing.push(() => opened.close());
      return opened;
    },
    async listen(...reply: Parameters<typeof startReceiver>) {
      const receiver = await startReceiver(...reply);
      closing.push(receiver.close);
      return receiver;
    },
    async closeAll(): Promise<void> {
      for (const close of closing.splice(0).reverse()) await close();
    },
  };
}
