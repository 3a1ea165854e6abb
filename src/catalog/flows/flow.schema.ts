import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { Value as FlowValue } from '../../core/value.ts';
import type { AskStep, Flow, Next, Option, Step } from '../../engine/flow.ts';

const name = z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, 'a name is letters, digits and _');
const flowId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a flow id is kebab-case');
const path = z.string().regex(/^(memory\.)?[a-z][a-zA-Z0-9_]*$/, 'not the name of a variable');
const Value: z.ZodType<FlowValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Value), z.record(z.string(), Value)]),
);
export const RefsSchema = z.record(name, Value);

const Condition = z.union([
  z.strictObject({ equals: z.tuple([path, Value]) }),
  z.strictObject({ in: z.tuple([path, z.array(Value).min(1)]) }),
  z.strictObject({ greaterThan: z.tuple([path, z.number()]) }),
  z.strictObject({ set: path }),
]);
const branches = z.array(z.strictObject({ when: Condition.optional(), go: name })).min(1);
const NextSchema = z.union([name, branches]);
const common = { mark: z.string().optional(), set: RefsSchema.optional(), remember: RefsSchema.optional() };
const also = z.strictObject({ save: name, go: name, rule: name.optional(), caption: name.optional() });
const options = z.array(
  z.union([
    name,
    z.strictObject({
      id: name,
      when: Condition.optional(),
      go: name.optional(),
      spoken: z.boolean().optional(),
    }),
  ]),
);

/** Each kind of step by the key that names it. */
const stepSchemas = {
  say: z.strictObject({ say: z.literal('words'), links: Value.optional(), next: NextSchema, ...common }),
  ask: z.strictObject({
    ask: z.enum(['choice', 'confirm', 'text', 'number', 'photo', 'location', 'contact']),
    options: options.optional(),
    optionsFrom: name.optional(),
    yes: name.optional(),
    no: name.optional(),
    save: name.optional(),
    saveLabel: name.optional(),
    rule: name.optional(),
    range: z.tuple([z.number(), z.number()]).optional(),
    also: z
      .strictObject({
        photo: also.optional(),
        location: also.optional(),
        contact: also.optional(),
        text: also.optional(),
      })
      .optional(),
    resting: z.boolean().optional(),
    asides: z.enum(['any', 'papers']).optional(),
    sensitive: z.boolean().optional(),
    next: NextSchema.optional(),
    ...common,
  }),
  call: z.strictObject({
    call: name,
    args: RefsSchema.optional(),
    outcomes: z.record(name, z.union([name, z.strictObject({ save: z.array(name).optional(), go: name })])),
    ...common,
  }),
  flow: z.strictObject({ flow: flowId, with: RefsSchema.optional(), next: NextSchema, ...common }),
  leave: z.strictObject({ leave: flowId, with: RefsSchema.optional(), ...common }),
  decide: z.strictObject({ decide: branches, ...common }),
  speak: z.strictObject({ speak: z.string(), next: NextSchema, ...common }),
  end: z.strictObject({ end: z.enum(['done', 'clear', 'restart', 'forget']), ...common }),
};
type StepKind = keyof typeof stepSchemas;
const stepKinds = Object.keys(stepSchemas) as StepKind[];

/** What stands in `flow.yaml`, before its steps are read. */
export const FlowFile = z.strictObject({
  spec: z.literal(1),
  id: flowId,
  start: name,
  params: z.array(name).optional(),
  vars: z.record(name, Value).optional(),
  scratch: z.array(name).optional(),
  keeps: z.boolean().optional(),
  steps: z.record(name, z.record(z.string(), z.unknown())),
});

/** Reads one step as written into the form that the engine runs. */
export function readStep(raw: Readonly<Record<string, unknown>>): Result<Step, z.ZodError> {
  const kinds = stepKinds.filter((kind) => Object.hasOwn(raw, kind) && !(kind === 'flow' && raw.leave));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return notOneKind(kinds);
  return stepReaders[kind](raw);
}

function notOneKind(found: readonly string[]): Result<Step, z.ZodError> {
  const message =
    found.length === 0
      ? `a step has exactly one of: ${stepKinds.join(', ')}`
      : `a step is one thing, this is ${found.join(' and ')}`;
  return err(new z.ZodError([{ code: 'custom', path: [], message, input: undefined }]));
}

type Raw = Readonly<Record<string, unknown>>;

const stepReaders: Readonly<Record<StepKind, (raw: Raw) => Result<Step, z.ZodError>>> = {
  say: reader(stepSchemas.say, ({ say: _, next, ...step }) => ({ ...step, kind: 'say', next: toNext(next) })),
  ask: reader(stepSchemas.ask, toAsk),
  call: reader(stepSchemas.call, ({ args = {}, outcomes, ...step }) => ({
    ...step,
    kind: 'call',
    args,
    outcomes: Object.fromEntries(
      Object.entries(outcomes).map(([outcome, then]) => [
        outcome,
        typeof then === 'string' ? { save: [], go: then } : { save: then.save ?? [], go: then.go },
      ]),
    ),
  })),
  flow: reader(stepSchemas.flow, (step) => ({
    ...step,
    kind: 'flow',
    with: step.with ?? {},
    next: toNext(step.next),
  })),
  leave: reader(stepSchemas.leave, (step) => ({ ...step, kind: 'leave', with: step.with ?? {} })),
  decide: reader(stepSchemas.decide, ({ decide, ...step }) => ({
    ...step,
    kind: 'decide',
    next: toNext(decide),
  })),
  speak: reader(stepSchemas.speak, (step) => ({ ...step, kind: 'speak', next: toNext(step.next) })),
  end: reader(stepSchemas.end, (step) => ({ ...step, kind: 'end' })),
};

function reader<S extends z.ZodType>(schema: S, toStep: (step: z.output<S>) => unknown) {
  return (raw: Raw): Result<Step, z.ZodError> => {
    const parsed = schema.safeParse(raw);
    return parsed.success ? ok(withoutUndefined(toStep(parsed.data)) as Step) : err(parsed.error);
  };
}

function withoutUndefined(step: unknown): unknown {
  return Object.fromEntries(
    Object.entries(step as Record<string, unknown>).filter(([, value]) => value !== undefined),
  );
}

const toNext = (next: z.output<typeof NextSchema>): Next =>
  (typeof next === 'string' ? [{ go: next }] : next) as Next;

function toAsk(step: z.output<typeof stepSchemas.ask>): Partial<AskStep> {
  const { yes, no, also: others, next, options: listed = [], ...rest } = step;
  const fixed = listed.map((option) => (typeof option === 'string' ? { id: option } : option)) as Option[];
  const answers = [
    ...(yes === undefined ? [] : [{ id: 'yes', go: yes }]),
    ...(no === undefined ? [] : [{ id: 'no', go: no }]),
  ];
  return {
    ...(rest as Partial<AskStep>),
    kind: 'ask',
    options: [...answers, ...fixed],
    also: (others ?? {}) as AskStep['also'],
    resting: rest.resting ?? false,
    sensitive: rest.sensitive ?? false,
    next: next === undefined ? [] : toNext(next),
  };
}

export type FlowParts = Omit<Flow, 'steps'>;

export function flowParts(file: z.output<typeof FlowFile>): FlowParts {
  const { spec, id, start, params = [], vars = {}, scratch = [], keeps } = file;
  return { spec, id, start, params, vars, scratch, ...(keeps ? { keeps } : {}) };
}
