import { sweepCases } from '../features/cases/index.ts';
import { announce, lanesPending } from '../features/conversations/index.ts';
import { sweepDeliveries } from '../features/deliveries/index.ts';
import { changeNotice, refreshFollowed, retryPendingLookups } from '../features/dossiers/index.ts';
import { sendDueNotices } from '../features/notices/index.ts';
import { finishErasures, sweepRetention } from '../features/privacy/index.ts';
import { withdrawStale } from '../features/publications/index.ts';
import { caseDesk } from './case-desk.ts';
import type { Front } from './front.ts';
import type { House } from './house.ts';
import { handBackSilentTalks, liveChatDeps } from './live-chat.ts';
import { noticeDeps } from './notices.ts';
import { measureAccounts, tendTokens } from './tend-accounts.ts';

/** Rounds that find what no wake-up covers; each is harmless when another process does it too. */
export interface Sweeps {
  stop(): Promise<void>;
}

const everyMs = 5_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Younger events have a wake-up under way. */
const pendingTooLongMs = 2_000;
const spoolEveryMs = 1_000;
/** Staff want to know soon, and a look at nothing due costs little. */
const noticeEveryMs = 2_000;

/** `onAccounts` is told whenever the accounts have been read again. */
export function startSweeps(house: House, onAccounts: () => void): Sweeps {
  const talks = liveChatDeps(house);
  const notices = noticeDeps(house);
  let isStopping = false;
  const rounds = [
    startRound(house, everyMs, 'sweeping', async () => {
      await house.accounts.reload();
      onAccounts();
      const lanes = await lanesPending(house.db, pendingTooLongMs);
      house.metrics.swept.inc({ what: 'lane_pending' }, lanes.length);
      house.wakeUps.lanes(lanes);
      await sweepDeliveries({ db: house.db, metrics: house.metrics, wake: house.wakeUps.account });
      for (const { id } of house.wards)
        await Promise.all([house.knowledge.refresh(id), house.words.refresh(id)]);
      await measureAccounts(house);
    }),
    startRound(house, minuteMs, 'tending tokens', () => tendTokens(house)),
    startRound(house, minuteMs, 'answering what had to wait', () => answerWaiting(house)),
    startRound(house, minuteMs, 'minding the clocks of cases', () => mindCases(house)),
    startRound(house, everyMs, 'handing silent talks back', () => handBackSilentTalks(house, talks)),
    startRound(house, noticeEveryMs, 'telling staff', () => sendDueNotices(notices, () => isStopping)),
    startRound(house, hourMs, 'looking at followed dossiers', () => tellChanges(house)),
    startRound(house, dayMs, 'letting go of what was kept long enough', () => letGo(house)),
  ];
  const { stop } = together(rounds);
  return {
    async stop() {
      isStopping = true;
      await stop();
      notices.mailer?.close();
    },
  };
}

/** Requests kept while a source was away, citizens who asked to be forgotten, answers that are public no more. */
async function answerWaiting(house: House): Promise<void> {
  const { abilities, seal, catalog } = house;
  for (const ward of house.wards) {
    await house.db.forWard(ward.id, async (tx) => {
      const deps = { source: abilities.dossierSource, seal, speak: catalog.speak };
      const answers = await retryPendingLookups(tx, deps, Date.now());
      await announce(tx, answers, (account) => house.accounts.capabilitiesOf(account));
      await finishErasures(tx, Date.now());
      await withdrawStale(tx);
    });
  }
}

/** Warnings, the ladder after a deadline, and the question how satisfied somebody is. */
async function mindCases(house: House): Promise<void> {
  const desk = caseDesk(house);
  for (const { id: wardId } of house.wards) {
    const now = Date.now();
    for (const account of await sweepCases(house.db, desk, { wardId, now }))
      house.wakeUps.account(account, now);
  }
}

async function letGo(house: House): Promise<void> {
  const deps = { db: house.db, log: house.log, law: house.catalog.personalDataLaw };
  for (const ward of house.wards) await sweepRetention(deps, ward.id, Date.now());
}

/** A source that exports nothing is asked about the dossiers that somebody follows. */
async function tellChanges(house: House): Promise<void> {
  const now = Date.now();
  for (const ward of house.wards) {
    await house.db.forWard(ward.id, async (tx) => {
      const changes = await refreshFollowed(tx, house.abilities.dossierSource, now);
      const notices = changes.map(({ accountId, conversationId, ...change }) => ({
        accountId,
        conversationId,
        text: changeNotice({ accountId, conversationId, ...change }, house.catalog.speak, now),
      }));
      await announce(tx, notices, (account) => house.accounts.capabilitiesOf(account));
    });
  }
}

/** What the side that takes webhooks does again and again: spooled events move on, new accounts are noticed. */
export function startFrontRounds(front: Front): Sweeps {
  const rounds = [
    startRound(front, spoolEveryMs, 'replaying the spool', () => front.intake.replaySpool()),
    startRound(front, everyMs, 'reading the accounts', () => front.accounts.reload()),
  ];
  return together(rounds);
}

const together = (rounds: readonly (() => Promise<void>)[]): Sweeps => ({
  stop: async () => void (await Promise.all(rounds.map((stop) => stop()))),
});

/** Runs `work` again and again with a pause in between; the returned function waits for the last run. */
function startRound(
  { log }: Pick<Front, 'log'>,
  pauseMs: number,
  name: string,
  work: () => Promise<void>,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const run = (): void => {
    current = work()
      .catch((error: unknown) => log.warn({ err: error }, `${name} failed, trying again`))
      .then(() => {
        if (!stopped) timer = setTimeout(run, pauseMs);
      });
  };
  run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return current;
  };
}
