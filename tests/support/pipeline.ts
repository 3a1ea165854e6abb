import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type {
  Capabilities,
  Channel,
  OutboundMessage,
  Receipt,
  SendError,
} from '../../src/channels/channel.ts';
import { telegramCapabilities } from '../../src/channels/telegram/capabilities.ts';
import { type Catalog, flowsFrom } from '../../src/composition/catalog.ts';
import { type ConversationSide, createConversationSide } from '../../src/composition/conversation-side.ts';
import { createWakeUps, type WakeUps } from '../../src/composition/wake-ups.ts';
import { type AccountId, accountId, type WardId } from '../../src/core/ids.ts';
import type { InboundContent, InboundEvent } from '../../src/core/message.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { type AccountSettings, upsertAccount } from '../../src/features/accounts/index.ts';
import {
  type Ability,
  createIntake,
  createSpool,
  type FlowsDeps,
  type Intake,
  identityAbilities,
  type StaffEars,
} from '../../src/features/conversations/index.ts';
import type { PacingStore } from '../../src/features/deliveries/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createMetrics, type Metrics } from '../../src/lib/metrics.ts';
import type { SendingRules } from '../../src/rules/sending-rules.ts';
import type { Database } from '../../src/store/database.ts';

type Answer = Result<Receipt, SendError>;

/** A platform whose answers the test decides; it keeps what it was asked to send. */
export interface ScriptedChannel extends Channel {
  readonly sent: { readonly to: string; readonly text: string; readonly at: number }[];
  /** Default: takes everything. */
  answer: (message: OutboundMessage) => Answer | Promise<Answer>;
}

export const taken = (): Answer => ok({ vendorMessageId: randomUUID() });
export const refused = (code: SendError['code'], more: Partial<SendError> = {}): Answer =>
  err({ code, provablyUnsent: true, ...more });

/** Fast and without a limit per chat, unless a test says otherwise. */
const wideOpen: Capabilities = { ...telegramCapabilities, sendsPerSecond: 1000, sendsPerSecondPerChat: null };

function createScriptedChannel(capabilities: Capabilities): ScriptedChannel {
  const channel: ScriptedChannel = {
    id: 'telegram',
    capabilities,
    sent: [],
    answer: taken,
    receive: async () => ok([]),
    async send(message) {
      channel.sent.push({ to: message.to, text: message.text, at: performance.now() });
      return channel.answer(message);
    },
  };
  return channel;
}

export interface PipelineOptions {
  readonly ward: WardId;
  /** External id of the account; pipelines that share it are workers of one installation. */
  readonly account?: string;
  readonly settings?: AccountSettings;
  readonly sendingRules?: SendingRules;
  readonly capabilities?: Partial<Capabilities>;
  readonly flows?: (usual: FlowsDeps) => FlowsDeps;
  readonly abilities?: Readonly<Record<string, Ability>>;
  readonly pacing?: PacingStore;
  readonly staffEars?: StaffEars;
  readonly lanes?: number;
  /** False: nothing happens until the test asks for it. */
  readonly awake?: boolean;
  readonly dataDir?: string;
}

/** One process's share of the pipeline: intake, lanes and sender of one account. */
export interface Pipeline extends ConversationSide {
  readonly account: AccountId;
  readonly channel: ScriptedChannel;
  readonly intake: Intake;
  readonly wakeUps: WakeUps;
  readonly metrics: Metrics;
  /** A citizen's messages arrive, in this order; texts stand for text messages. */
  arrive(citizen: string, ...contents: (string | InboundContent)[]): Promise<void>;
  accept(events: readonly InboundEvent[]): Promise<void>;
  /** Drains every lane once. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

type Words = Pick<Catalog, 'book' | 'speak'>;
let words: Promise<Words> | undefined;
/** The real flows and words, read once per test file. */
export const realWords = (): Promise<Words> => {
  words ??= readWords();
  return words;
};

async function readWords(): Promise<Words> {
  const book = loadFlowBook('.');
  if (!book.ok) throw new Error('the flows have faults');
  return { book: book.value, speak: await loadSpokenTexts('content') };
}

/** Answers any question with the question itself, so that a test can tell which message was answered. */
export const echo: Ability = async (_context, args) => ({
  outcome: 'answer',
  values: { kind: 'guide', id: 'echo', title: 'echo', text: `nghe: ${String(args.question)}` },
});

export const lanesOfTests = 4;

export async function openPipeline(db: Database, options: PipelineOptions): Promise<Pipeline> {
  const log = createLogger(process.env.TEST_LOG_LEVEL ?? 'silent');
  const metrics = createMetrics();
  const externalId = options.account ?? randomUUID();
  const row = await upsertAccount(db, { wardId: options.ward, channel: 'telegram', externalId });
  const account = accountId(row.id);
  const capabilities = { ...wideOpen, ...options.capabilities };
  const channel = createScriptedChannel(capabilities);
  const { sendsPerSecond } = capabilities;
  const place = { id: account, wardId: options.ward, externalId, settings: options.settings ?? {} };
  const live = { ...place, channel, bucket: String(account), sendsPerSecond };
  const flows = flowsFrom(await realWords(), () => 'Phường Thử');
  const wakeUps = createWakeUps(null, log);
  const side = createConversationSide({
    db,
    log,
    metrics,
    abilities: { ...identityAbilities, search_knowledge: echo, ...options.abilities },
    flows: options.flows?.(flows) ?? flows,
    pacing: options.pacing ?? { kind: 'memory' },
    ...(options.staffEars && { staffEars: options.staffEars }),
    sendingRules: options.sendingRules ?? { spec: 1, hours: [], perPerson: [] },
    accountOf: (id) => (id === account ? live : undefined),
    capabilitiesOf: () => capabilities,
    onDue: wakeUps.account,
  });
  if (options.awake !== false) wakeUps.join(side.lanes, side.sender);
  const lanes = options.lanes ?? lanesOfTests;
  const spool = createSpool(options.dataDir ?? '/nonexistent', log);
  const intake = createIntake({ db, log, metrics, lanes, spool, wake: wakeUps.lanes });
  const accept = (events: readonly InboundEvent[]) =>
    intake.accept({ id: account, wardId: options.ward, channel: 'telegram' }, events);
  return {
    ...side,
    account,
    channel,
    intake,
    wakeUps,
    metrics,
    accept,
    arrive: (citizen, ...contents) => accept(contents.map((content) => eventOf(citizen, content))),
    async drain() {
      for (let lane = 0; lane < lanes; lane++) await side.lanes.drain(lane);
    },
    async stop() {
      await side.lanes.stop();
      await side.sender.stop();
    },
  };
}

export function eventOf(
  userId: string,
  content: string | InboundContent,
  eventId: string = randomUUID(),
): InboundEvent {
  return {
    eventId,
    userId,
    at: Date.now(),
    content: typeof content === 'string' ? { kind: 'text', text: content } : content,
  };
}

/** Waits for something that happens in the background; the limit is only there to end a failing test. */
export async function until<T>(look: () => Promise<T> | T, limitMs = 20_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error('waited in vain');
    await sleep(15);
  }
}

export interface StoredMessage {
  readonly id: number;
  readonly to: string;
  readonly text: string;
  readonly state: string;
  readonly attempts: number;
  readonly lane: string;
  readonly error: string | null;
  readonly vendorId: string | null;
  readonly dueInMs: number;
}

/** The outbox of an account, oldest first. */
export function outboxOf(db: Database, account: AccountId): Promise<StoredMessage[]> {
  return db.systemQuery<StoredMessage & Record<string, unknown>>(
    `select m.id::int, i.external_id as to, m.body->>'text' as text, m.state, m.attempts, m.send_lane as lane,
            m.error_code as error, m.vendor_message_id as "vendorId",
            (extract(epoch from m.next_attempt_at - now()) * 1000)::int as "dueInMs"
     from message m join identity i on i.id = m.conversation_id where m.account_id = $1 order by m.id`,
    [account],
  );
}

export interface StoredEvent {
  readonly id: number;
  readonly from: string;
  readonly state: string;
  readonly attempts: number;
  readonly text: string | null;
}

export function eventsOf(db: Database, account: AccountId): Promise<StoredEvent[]> {
  return db.systemQuery<StoredEvent & Record<string, unknown>>(
    `select id::int, external_id as "from", state, attempts, payload->'content'->>'text' as text
     from inbound_event where account_id = $1 order by id`,
    [account],
  );
}

/** From now on PostgreSQL refuses answers with this word in them; the returned function ends that. */
export async function refuseAnswersWith(db: Database, word: string): Promise<() => Promise<void>> {
  const name = `refuse_${word}`;
  await db.systemQuery(
    `create or replace function ${name}() returns trigger language plpgsql as $$
     begin
       if new.body->>'text' like '%${word}%' then raise exception 'refused by the test'; end if;
       return new;
     end $$`,
  );
  await db.systemQuery(
    `create trigger ${name} before insert on message for each row execute function ${name}()`,
  );
  return async () => void (await db.systemQuery(`drop trigger ${name} on message`));
}

/** Puts messages into the outbox as an announcement would, for citizens who have written before. */
export async function addToOutbox(
  db: Database,
  account: AccountId,
  citizen: string,
  texts: readonly string[],
  more: { lane?: 'reply' | 'bulk'; dueInMs?: number } = {},
): Promise<void> {
  await db.systemQuery(
    `insert into message (ward_id, account_id, conversation_id, send_lane, body, next_attempt_at)
     select i.ward_id, i.account_id, i.id, $4, jsonb_build_object('text', t, 'buttons', '[]'::jsonb, 'linkButtons', '[]'::jsonb),
            now() + make_interval(secs => $5::float / 1000)
     from identity i, unnest($3::text[]) t where i.account_id = $1 and i.external_id = $2`,
    [account, citizen, texts, more.lane ?? 'reply', more.dueInMs ?? 0],
  );
}

/** A citizen who is known and has nothing in the outbox. */
export async function addCitizen(db: Database, account: AccountId, citizen: string): Promise<void> {
  await db.systemQuery(
    `with made as (insert into identity (ward_id, account_id, external_id)
       select ward_id, id, $2 from channel_account where id = $1 returning id, ward_id)
     insert into conversation (id, ward_id) select id, ward_id from made`,
    [account, citizen],
  );
}
