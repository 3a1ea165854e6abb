import { Pool } from 'undici';
import { latencyOf } from '../stats.ts';
import type { Answers } from './answers.ts';
import type { createCitizens, Said } from './citizens.ts';
import type { Bot, ClosedLoop, Load, LoadReport, OpenLoop } from './orders.ts';

interface Outside {
  readonly answers: Answers;
  readonly nextSaid: ReturnType<typeof createCitizens>;
}

/** Telegram opens as many connections as a bot allows; ours never wait for one at the rates measured. */
const connections = 100;

export async function runLoad(load: Load, outside: Outside): Promise<LoadReport> {
  const { origin, pathname } = new URL(load.bot.url);
  const pool = new Pool(origin, { connections, headersTimeout: 20_000, keepAliveTimeout: 60_000 });
  const round = createRound(pool, pathname, load.bot, outside);
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1000;
  if (load.kind === 'open') await runOpen(load, round, startedAt);
  else await runClosed(load, round, endsAt);
  await pool.close();
  return round.report(
    startedAt,
    load.kind === 'open' ? performance.now() : Math.min(endsAt, performance.now()),
  );
}

type Round = ReturnType<typeof createRound>;

/** Every call is started when it is due, or as soon as the timer lets us; its delay counts from when it was due. */
async function runOpen(load: OpenLoop, round: Round, startedAt: number): Promise<void> {
  const gapMs = 1000 / load.perSecond;
  const total = Math.floor(load.perSecond * load.seconds);
  const turns: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const tick = (): void => {
      while (turns.length < total && startedAt + turns.length * gapMs <= performance.now()) {
        turns.push(round.turn(startedAt + turns.length * gapMs, load.awaitAnswers));
      }
      if (turns.length >= total) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
  await Promise.all(turns);
}

async function runClosed(load: ClosedLoop, round: Round, endsAt: number): Promise<void> {
  let left = load.turns ?? Number.POSITIVE_INFINITY;
  const citizen = async (): Promise<void> => {
    while (performance.now() < endsAt && left > 0) {
      left -= 1;
      await round.turn(performance.now(), true);
    }
  };
  await Promise.all(Array.from({ length: load.citizens }, citizen));
}

function createRound(pool: Pool, path: string, bot: Bot, { answers, nextSaid }: Outside) {
  const acknowledged: number[] = [];
  const answered: { readonly at: number; readonly tookMs: number }[] = [];
  let refused = 0;
  let unanswered = 0;
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': bot.secret };

  async function post({ body }: Said, dueAt: number): Promise<void> {
    const response = await pool.request({ method: 'POST', path, headers, body });
    await response.body.dump();
    if (response.statusCode >= 200 && response.statusCode < 300) acknowledged.push(performance.now() - dueAt);
    else countRefused();
  }

  function countRefused(): void {
    refused += 1;
  }

  async function hear(chatId: number, dueAt: number): Promise<void> {
    const at = await answers.next(chatId);
    if (at === undefined) unanswered += 1;
    else answered.push({ at, tookMs: at - dueAt });
  }

  return {
    async turn(dueAt: number, awaitAnswer: boolean): Promise<void> {
      const said = nextSaid();
      const answer = awaitAnswer ? hear(said.chatId, dueAt) : undefined;
      await Promise.all([answer, post(said, dueAt).catch(countRefused)]);
    },
    report(startedAt: number, endedAt: number): LoadReport {
      const within = answered.filter(({ at }) => at <= endedAt);
      return {
        acknowledged: latencyOf(acknowledged),
        answered: latencyOf(answered.map(({ tookMs }) => tookMs)),
        answersPerSecond: (within.length / (endedAt - startedAt)) * 1000,
        refused,
        unanswered,
      };
    },
  };
}
