import type { Config } from '../config.ts';
import type { WebChatSignals } from '../features/web-chat/index.ts';
import type { Logger } from '../lib/logger.ts';
import type { Database } from '../store/database.ts';

const notifications = 'gan_dan_web_chat';

/** Wakes the open pages of a citizen: in one process a signal is enough, otherwise they may be elsewhere. */
export function notifyPages(
  db: Database,
  signals: WebChatSignals,
  role: Config['server']['role'],
  log: Logger,
): (externalId: string) => void {
  return (externalId) => {
    signals.emit(externalId);
    if (role === 'all') return;
    db.systemQuery(`select pg_notify('${notifications}', $1)`, [externalId]).catch((error: unknown) =>
      log.warn({ err: error }, 'a web chat page could not be woken'),
    );
  };
}

/** Passes on wake-ups of pages that are open in this process. */
export function listenForPages(db: Database, signals: WebChatSignals, role: Config['server']['role']): void {
  if (role === 'all') return;
  db.listen(notifications, (externalId) => signals.emit(externalId));
}
