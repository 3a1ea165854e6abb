import { flowsFrom, loadCatalog } from '../../../src/composition/catalog.ts';
import { findProjectRoot } from '../../../src/composition/project-root.ts';
import { accountId, conversationId, wardId } from '../../../src/core/ids.ts';
import { advance, type EngineEvent } from '../../../src/engine/engine.ts';
import type { FlowBook } from '../../../src/engine/flow-book.ts';
import type { Session } from '../../../src/engine/session.ts';
import type { AbilityContext } from '../../../src/features/conversations/ability.ts';
import type { Ability } from '../../../src/features/conversations/index.ts';
import { createKnowledgeAbilities, createKnowledgeBase } from '../../../src/features/knowledge/index.ts';
import type { Bench } from '../bench.ts';
import { lines } from '../outside/citizens.ts';
import { figure, type GroupReport } from '../report.ts';
import { median } from '../stats.ts';

/** How many steps of a conversation the flow interpreter takes in a second, without database or search. */
export async function benchEngine(bench: Bench): Promise<GroupReport> {
  const { book, abilities } = await openEngine();
  const recorded = await record(book, abilities);
  const ours: number[] = [];
  const clones: number[] = [];
  for (let round = 0; round <= bench.rounds; round += 1) {
    const floor = perSecond(() => cloneAll(recorded));
    const own = perSecond(() => replay(book, recorded));
    // The first round is for the compiler.
    if (round > 0) clones.push(floor);
    if (round > 0) ours.push(own);
  }
  const beside = { what: 'JSON copy of the session', value: median(clones) };
  return {
    name: 'engine',
    figures: [figure('engine steps', 'steps/s', median(ours), { beside })],
    skipped: [],
  };
}

async function openEngine() {
  const catalog = await loadCatalog(findProjectRoot());
  const flows = flowsFrom(catalog, () => 'Phường Gần Dân');
  const knowledge = createKnowledgeBase(catalog.knowledge, catalog.speak, {
    digest: async () => '',
    load: async () => [],
  });
  return {
    book: flows.forWard(catalog.book, wardId(1)),
    abilities: createKnowledgeAbilities(knowledge, () => false),
  };
}

interface Step {
  readonly before: Session | null;
  readonly event: EngineEvent;
}

const startedAt = Date.UTC(2026, 0, 5, 2);

/** One citizen's conversation with real answers of the knowledge base, step by step. */
async function record(book: FlowBook, abilities: Readonly<Record<string, Ability>>): Promise<Step[]> {
  const steps: Step[] = [];
  let session: Session | null = null;
  for (const [index, text] of lines.entries()) {
    let next: EngineEvent | null = {
      kind: 'inbound',
      at: startedAt + index * 20_000,
      content: { kind: 'text', text },
    };
    while (next) {
      steps.push({ before: session, event: next });
      const turn = advance(book, session, next);
      session = turn.session;
      const last = turn.effects.at(-1);
      next = last?.kind === 'call' ? await answerCall(abilities, last, next.at) : null;
    }
  }
  return steps;
}

async function answerCall(
  abilities: Readonly<Record<string, Ability>>,
  { ability, args }: { ability: string; args: Parameters<Ability>[1] },
  at: number,
): Promise<EngineEvent> {
  const result = (await abilities[ability]?.(context(at), args)) ?? { outcome: 'failed', values: {} };
  return { kind: 'call_result', at, ability, ...result };
}

/** The knowledge base answers from memory: it never touches the transaction. */
const context = (now: number): AbilityContext => ({
  tx: {} as AbilityContext['tx'],
  wardId: wardId(1),
  accountId: accountId(1),
  conversationId: conversationId(1),
  externalId: 'bench',
  language: 'vi',
  now,
});

function replay(book: FlowBook, steps: readonly Step[]): number {
  for (const { before, event } of steps) advance(book, before, event);
  return steps.length;
}

function cloneAll(steps: readonly Step[]): number {
  for (const { before } of steps) JSON.parse(JSON.stringify(before));
  return steps.length;
}

const measuredMs = 700;

function perSecond(work: () => number): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < measuredMs) done += work();
  return (done / (performance.now() - start)) * 1000;
}
