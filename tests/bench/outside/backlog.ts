import type { Database } from '../../../src/store/database.ts';
import { citizenOf } from './town.ts';
import type { ChannelName } from './vendors.ts';

/**
 * Puts one message to each of so many citizens into the outbox, as an announcement would; all of them wrote
 * just now, so that no reply window is in the way. Ids after those of the citizens who speak.
 */
export async function addBacklog(
  db: Database,
  channel: ChannelName,
  { count, from }: { count: number; from: number },
): Promise<void> {
  const citizens = Array.from({ length: count }, (_, index) => citizenOf(channel, from + index));
  await db.systemQuery(
    `with made as (
       insert into identity (ward_id, account_id, external_id)
       select a.ward_id, a.id, c from channel_account a, unnest($2::text[]) c where a.channel = $1
       returning id, ward_id, account_id
     ), met as (
       insert into conversation (id, ward_id, last_interaction_at) select id, ward_id, now() from made
     )
     insert into message (ward_id, account_id, conversation_id, body)
     select ward_id, account_id, id, $3::jsonb from made`,
    [channel, citizens, JSON.stringify({ text: 'Hồ sơ của anh/chị đã xong.', buttons: [], linkButtons: [] })],
  );
}
