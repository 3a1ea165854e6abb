import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, conversationId, type WardId } from '../../src/core/ids.ts';
import { createIntake, createSpool } from '../../src/features/conversations/index.ts';
import { insertMessages } from '../../src/features/deliveries/index.ts';
import { createStoredPort, createWebChatSignals } from '../../src/features/web-chat/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import type { Database } from '../../src/store/database.ts';
import { describeWebChatPort } from '../contracts/web-chat-port.contract.ts';
import { createTestCitizen, createTestWard, openTestDatabase } from '../support/test-database.ts';

describeWebChatPort('the port on PostgreSQL', async () => {
  const test = await openTestDatabase();
  const db = test.database;
  const dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-spool-'));
  const ward = await createTestWard(db, 'cong-web');
  const { accountId } = await createTestCitizen(db, ward, 'the account comes with a citizen');
  const log = createLogger('silent');
  const signals = createWebChatSignals();
  const intake = createIntake({
    ...{ db, log, lanes: 4, metrics: createMetrics(), spool: createSpool(dataDir, log) },
    wake: () => undefined,
  });
  return {
    port: createStoredPort({
      db,
      intake,
      signals,
      account: { id: accountId, wardId: ward, channel: 'web-chat' },
    }),
    say: async (externalId, text) => {
      await say(db, ward, accountId, externalId, text);
      signals.emit(externalId);
    },
    wakeUpMs: 2_000,
    close: async () => {
      await test.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
});

/** What a turn does when the bot answers: a conversation, and a row in the outbox. */
async function say(
  db: Database,
  ward: WardId,
  accountId: AccountId,
  externalId: string,
  text: string,
): Promise<void> {
  await db.forWard(ward, async (tx) => {
    await tx.query(
      `insert into identity (ward_id, account_id, external_id) values ($1, $2, $3)
       on conflict (account_id, external_id) do nothing`,
      [ward, accountId, externalId],
    );
    const [identity] = await tx.query<{ id: string }>(
      `insert into conversation (id, ward_id) select id, ward_id from identity
       where account_id = $1 and external_id = $2 on conflict (id) do update set ward_id = excluded.ward_id returning id`,
      [accountId, externalId],
    );
    const body = JSON.stringify({ text, buttons: [], linkButtons: [] });
    const conversation = conversationId(Number(identity?.id));
    const row = { accountId, conversationId: conversation, inboundEventId: null, seq: 0 } as const;
    await insertMessages(tx, [
      { ...row, sendLane: 'reply', purpose: 'answer', lastInteractionAt: null, body, dueAt: new Date() },
    ]);
  });
}
