import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Channel } from '../../channels/channel.ts';
import type { WardId } from '../../core/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import type { Database } from '../../store/database.ts';
import type { Mailer } from './mailer.ts';
import type { PushSender } from './push-sender.ts';

export interface NoticeDeps {
  readonly db: Database;
  readonly speak: Speak;
  /** Undefined where no mail server is set up. */
  readonly mailer: Mailer | undefined;
  readonly push: PushSender;
  /** The ward's account on which offices have their groups. */
  groupChannel(ward: WardId): Channel | undefined;
  /** Of the console, without a slash at the end; absent = links are left out. */
  readonly publicUrl?: string;
  readonly metrics: Metrics;
  readonly log: Logger;
  now(): number;
}
