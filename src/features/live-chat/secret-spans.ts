/** Flows by what of them is kept from officers. */
export interface SecretFlows {
  /** Complaints and denunciations: whoever denounces stays secret, also from staff. */
  readonly petition: readonly string[];
  /** Reports: secret where what was reported is a case for the chair alone. */
  readonly cases: readonly string[];
  /** Flows that end neither: what follows them may belong to the same matter. */
  readonly asides: readonly string[];
}

/** What was noted of one thing that the citizen said. */
export interface Heard {
  readonly eventId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `flow_started:…`, `flow_finished:…`, `within:…`, `to_officer`. */
  readonly names: readonly string[];
}

/** A stretch of a conversation about one matter: all that either side said in it. */
export interface Span {
  readonly kind: 'petition' | 'case';
  readonly from: number;
  /** When something else began. */
  readonly until: number;
}

interface Draft {
  kind: Span['kind'];
  readonly from: number;
  until: number;
}

/**
 * The span that each turn belongs to. One begins with the turn that leads into a guarded flow and lasts until another
 * flow has begun: what comes right after the end may still be about the matter, and so may the very words that led
 * elsewhere. What is said while an officer talks is said to them.
 */
export function secretSpans(heard: readonly Heard[], flows: SecretFlows): ReadonlyMap<string, Span> {
  const spans = new Map<string, Draft>();
  let open: Draft | null = null;
  heard.forEach((turn, index) => {
    const span = spanOf(open, turn, flows);
    if (open && open !== span) open.until = turn.at;
    if (span) spans.set(turn.eventId, span);
    const earlier = heard[index - 1];
    // Words that became a report only by a button under "I do not know".
    if (
      span &&
      span !== open &&
      earlier?.names.includes('flow_started:question') &&
      !spans.has(earlier.eventId)
    )
      spans.set(earlier.eventId, span);
    open = span && nextOf(span, turn, flows);
    if (span && open !== span) span.until = turn.at + 1;
  });
  return spans;
}

/** Of this turn itself. A report that turns out to be a denunciation was one from its first word. */
function spanOf(open: Draft | null, { names, at }: Heard, flows: SecretFlows): Draft | null {
  if (names.includes('to_officer')) return null;
  const kind = kindOf(names, flows, ['flow_started', 'flow_finished', 'within']);
  const isAnew = open?.kind === 'petition' && kindOf(names, flows, ['flow_started']) === 'petition';
  if (!open || isAnew) return kind && { kind, from: at, until: Number.POSITIVE_INFINITY };
  if (kind === 'petition') open.kind = 'petition';
  return open;
}

/** Of what is said after it. */
function nextOf(span: Draft, { names, at }: Heard, flows: SecretFlows): Draft | null {
  const kind = kindOf(names, flows, ['flow_started', 'within']);
  if (kind === 'case' && span.kind === 'petition' && kindOf(names, flows, ['flow_started']) === 'case')
    return { kind, from: at + 1, until: Number.POSITIVE_INFINITY };
  if (kind) return span;
  const known = [...flows.petition, ...flows.cases, ...flows.asides];
  const leaves = names.some((name) => name.startsWith('flow_started:') && !known.includes(flowOf(name)));
  return leaves ? null : span;
}

function kindOf(names: readonly string[], flows: SecretFlows, by: readonly string[]): Span['kind'] | null {
  const entered = names.filter((name) => by.includes(name.slice(0, name.indexOf(':')))).map(flowOf);
  if (entered.some((flow) => flows.petition.includes(flow))) return 'petition';
  return entered.some((flow) => flows.cases.includes(flow)) ? 'case' : null;
}

const flowOf = (name: string): string => name.slice(name.indexOf(':') + 1);
