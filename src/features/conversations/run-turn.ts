import type { InboundContent, SpokenMessage } from '../../core/message.ts';
import type { Values } from '../../core/value.ts';
import { advance, type Effect, type EngineEvent } from '../../engine/engine.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import type { Session } from '../../engine/session.ts';
import type { Ability, AbilityContext, AbilityResult } from './ability.ts';

export interface TurnInput {
  readonly book: FlowBook;
  readonly abilities: Readonly<Record<string, Ability>>;
  readonly context: Omit<AbilityContext, 'language'> & { readonly language: AbilityContext['language'] };
  readonly session: Session | null;
  readonly content: InboundContent;
  readonly displayName?: string;
}

export interface TurnOutcome {
  readonly session: Session;
  readonly said: readonly SpokenMessage[];
  readonly marks: readonly string[];
}

/** The engine refuses to call more often than this per message; the host does not trust it either. */
const maxCalls = 20;

/** One citizen's message through the engine: abilities are carried out until nothing is called any more. */
export async function runTurn(input: TurnInput): Promise<TurnOutcome> {
  const { context, content, displayName } = input;
  const inbound: EngineEvent = {
    kind: 'inbound',
    at: context.now,
    content,
    ...(displayName ? { displayName } : {}),
  };
  let turn = advance(input.book, input.session, inbound);
  const effects: Effect[] = [...turn.effects];
  for (let calls = 0; calls < maxCalls; calls++) {
    const call = turn.effects.at(-1);
    if (call?.kind !== 'call') break;
    const result = await carryOut(input, turn.session, call.ability, call.args);
    turn = advance(input.book, turn.session, {
      kind: 'call_result',
      at: context.now,
      ability: call.ability,
      ...result,
    });
    effects.push(...turn.effects);
  }
  return { session: turn.session, ...sort(effects) };
}

function carryOut(input: TurnInput, session: Session, name: string, args: Values): Promise<AbilityResult> {
  const ability = input.abilities[name];
  if (!ability) return Promise.resolve({ outcome: 'failed', values: {} });
  return ability({ ...input.context, language: session.language }, args);
}

function sort(effects: readonly Effect[]): { said: SpokenMessage[]; marks: string[] } {
  const said: SpokenMessage[] = [];
  const marks: string[] = [];
  for (const effect of effects) {
    if (effect.kind === 'say') said.push(effect.message);
    if (effect.kind === 'mark') marks.push(effect.name);
  }
  return { said, marks };
}
