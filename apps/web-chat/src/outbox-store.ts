import type { PendingEntry } from './conversation.ts';

/** Where unsent messages survive a reload. */
export interface OutboxStore {
  all(): Promise<PendingEntry[]>;
  put(entry: PendingEntry): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

const name = 'gan-dan-web-chat';
const table = 'outbox';

/** IndexedDB, because it holds photos too; in a window without storage the page keeps them itself. */
export async function openOutboxStore(): Promise<OutboxStore> {
  try {
    return storeIn(await open());
  } catch {
    // Private window or a full disk: messages live as long as the page does.
    const nothing = async () => undefined;
    return { all: async () => [], put: nothing, remove: nothing, clear: nothing };
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'id' });
  return settled(request);
}

function storeIn(database: IDBDatabase): OutboxStore {
  const rows = (mode: IDBTransactionMode) => database.transaction(table, mode).objectStore(table);
  return {
    async all() {
      const entries = (await settled(rows('readonly').getAll())) as PendingEntry[];
      return entries.sort((a, b) => a.createdAt - b.createdAt);
    },
    put: async (entry) => void (await settled(rows('readwrite').put(entry))),
    remove: async (id) => void (await settled(rows('readwrite').delete(id))),
    clear: async () => void (await settled(rows('readwrite').clear())),
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
