import type { InboundContent, SpokenMessage } from '../core/message.ts';
import type { Values } from '../core/value.ts';
import type { Session } from './session.ts';

/** What happened: the citizen did something, or an ability called in the last turn has its result. */
export type EngineEvent =
  | {
      readonly kind: 'inbound';
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly content: InboundContent;
      readonly displayName?: string;
    }
  | {
      readonly kind: 'call_result';
      readonly at: number;
      readonly ability: string;
      /** One of the ability's outcomes, or `failed` when the host could not carry it out. */
      readonly outcome: string;
      readonly values: Values;
    };

export type Effect =
  /** `key`: the content keys of the sentences, joined by `+`; for logs and tests. */
  | { readonly kind: 'say'; readonly key: string; readonly message: SpokenMessage }
  /** At most one per turn, and last: carry it out and feed the `call_result` back. */
  | { readonly kind: 'call'; readonly ability: string; readonly args: Values }
  /** A fact to count: `flow_started:<id>`, `flow_finished:<id>`, `source:<code>`, or a flow's own mark. */
  | { readonly kind: 'mark'; readonly name: string };

export interface Turn {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** Told every edge that is walked, as `flow.step -> name`; journeys measure coverage with it. */
export type Trace = (edge: string) => void;
