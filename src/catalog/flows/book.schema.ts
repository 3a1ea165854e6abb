import { z } from 'zod';
import type { Ability, Routes } from '../../engine/flow-book.ts';
import { type SharedKey, sharedKeys } from '../../engine/shared-words.ts';
import { RefsSchema } from './flow.schema.ts';

const FlowStart = z.strictObject({ flow: z.string(), save: z.string() });
const FlowCall = z.strictObject({
  flow: z.string(),
  with: RefsSchema.default({}),
  keep: z.boolean().default(false),
});
const Command = z.union([
  z.strictObject({ do: z.enum(['menu', 'back', 'cancel', 'help', 'restart']) }),
  FlowCall,
]);
const Alert = z.union([
  z.strictObject({ say: z.enum(sharedKeys), rule: z.string().optional() }),
  FlowCall.extend({
    unlessQuestion: z.boolean().default(false),
    save: z.string().optional(),
    rule: z.string().optional(),
  }),
]);

/** `flows/book.yaml`. */
export const BookFile = z
  .strictObject({
    spec: z.literal(1),
    entry: z.string(),
    menu: FlowCall,
    memory: z.array(z.string()),
    facts: z.array(z.string()),
    question: FlowStart.extend({ unkept: z.string() }),
    resume: z.strictObject({ flow: z.string(), afterHours: z.number().positive() }),
    source: FlowStart,
    photo: FlowStart.extend({ caption: z.string() }),
    location: FlowStart,
    fleeting: z.strictObject({ names: z.array(z.string()), minutes: z.number().positive() }),
    commands: z.record(z.string(), Command),
    shortcuts: z.record(z.string(), FlowCall),
    followUps: z.strictObject({
      needs: z.string(),
      routes: z.record(z.string(), FlowCall),
      otherwise: z.record(z.string(), FlowCall),
    }),
    patterns: z.array(FlowStart.extend({ rule: z.string(), needs: z.string().optional() })),
    alerts: z.record(z.string(), Alert),
    withOfficer: z.array(z.string()).default([]),
  })
  .transform(({ spec: _, ...routes }): Routes => routes);

const valueType = z
  .string()
  .regex(
    /^(text|number|options|links|file|place)\??$/,
    'a type is text, number, options, links, file or place, perhaps with ?',
  );

/** `flows/abilities.yaml`. */
export const AbilitiesFile = z
  .strictObject({
    spec: z.literal(1),
    abilities: z.record(
      z.string(),
      z.strictObject({
        does: z.string(),
        args: z.record(z.string(), valueType),
        outcomes: z.record(z.string(), z.record(z.string(), valueType)),
      }),
    ),
  })
  .transform(({ abilities }) => abilities as Readonly<Record<string, Ability>>);

const phrases = z.array(z.string().min(1)).min(1);
const lists = z.record(z.string(), phrases);

/** `content/<language>/shared/commands.yaml`. */
export const VocabularyFile = z.strictObject({
  commands: lists,
  shortcuts: lists,
  followUps: lists,
  yes: phrases,
  no: phrases,
  corrections: phrases,
  fillers: phrases,
  questionWords: phrases,
  linkWords: phrases,
  positions: lists,
  positionMarkers: phrases,
  alerts: z.record(
    z.string(),
    z.strictObject({
      words: phrases,
      unaccented: phrases,
      except: z.array(z.string().min(1)),
    }),
  ),
});

/** `content/<language>/shared/questions.yaml`. */
export const QuestionsFile = z.strictObject({ asked: phrases });

const messages = Object.fromEntries(sharedKeys.map((key) => [key, z.string().min(1)])) as Record<
  SharedKey,
  z.ZodString
>;
/** `content/<language>/shared/messages.yaml`; `facts` are said until the host supplies its own. */
export const MessagesFile = z.strictObject({
  facts: z.record(z.string(), z.string().min(1)),
  messages: z.strictObject(messages),
});

const StepWords = z.strictObject({
  text: z.string().min(1),
  brief: z.string().optional(),
  help: z.string().min(1).optional(),
  options: z.record(z.string(), z.string().min(1)).optional(),
  said: z.record(z.string(), phrases).optional(),
  errors: z.record(z.string(), z.string().min(1)).optional(),
  links: z.array(z.strictObject({ label: z.string().min(1), url: z.url() })).optional(),
});
/** `content/<language>/<flow>/steps.yaml`. */
export const WordsFile = z.strictObject({
  title: z.string().min(1),
  steps: z.record(z.string(), StepWords),
});
