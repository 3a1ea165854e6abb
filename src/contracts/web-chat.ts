/**
 * The HTTP API between the web chat page and the house, under `/api/web-chat`.
 * The page imports the types only, so that zod stays out of the first load.
 */
import { z } from 'zod';

/** The longest text that is taken in (UTF-16 units); longer is refused with `text_too_long`. */
export const maxCitizenTextChars = 10_000;
/** Bytes of a JSON body; more is refused with 413. */
export const maxJsonBytes = 64 * 1024;
/** Bytes of a photo as uploaded; more is refused with 413. */
export const maxPhotoBytes = 10 * 1024 * 1024;

/** PostgreSQL stores neither NUL nor half a surrogate pair; both are noise from a broken keyboard. */
const storableText = (text: string) =>
  text
    .split('\0')
    .join('')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
const ClientId = z.uuid().describe('made by the page; the idempotency key of one message');

const TextContent = z.object({
  kind: z.literal('text'),
  text: z.string().max(maxCitizenTextChars).transform(storableText).pipe(z.string().trim().min(1)),
});
const ChoiceContent = z.object({
  kind: z.literal('choice'),
  choiceId: z.string().min(1).max(64).transform(storableText),
  label: z.string().max(200).transform(storableText).exactOptional(),
});
const LocationContent = z.object({
  kind: z.literal('location'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
const StartContent = z.object({
  kind: z.literal('start'),
  source: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .exactOptional()
    .describe('campaign code of the link that led here'),
});

/** What the page may send as JSON; photos travel as raw bytes. */
export const CitizenContent = z.discriminatedUnion('kind', [
  TextContent,
  ChoiceContent,
  LocationContent,
  StartContent,
]);
export type CitizenContent = z.infer<typeof CitizenContent>;

/** `POST /messages`. */
export const MessageRequest = z.object({ id: ClientId, content: CitizenContent });
export type MessageRequest = z.infer<typeof MessageRequest>;

/** `POST /photos?id=…`, the body is the image. */
export const PhotoQuery = z.object({ id: ClientId });

/** 202: the message is safely stored (now or by an earlier delivery of the same id). */
export const Accepted = z.object({
  accepted: z.literal(true),
  at: z.number().int().describe('milliseconds since the epoch, by the server'),
  fileId: z.string().exactOptional().describe('of a photo: `GET /photos/{fileId}` shows it to its sender'),
});
export type Accepted = z.infer<typeof Accepted>;

/** `POST /session`: the cookie is set or prolonged. */
export const SessionAnswer = z.object({ wardName: z.string() });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** One of our messages; `id` is the row's id and the SSE `id:`. */
export const WardEntry = z.object({
  from: z.literal('ward'),
  id: z.number().int().positive(),
  at: z.number().int(),
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  request: z.literal('location').exactOptional(),
});
export type WardEntry = z.infer<typeof WardEntry>;

/** One of the citizen's own messages; `id` is the one the page gave it. */
export const CitizenEntry = z.object({
  from: z.literal('citizen'),
  id: z.string(),
  at: z.number().int(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('choice'), choiceId: z.string(), label: z.string().exactOptional() }),
    z.object({ kind: z.literal('location'), latitude: z.number(), longitude: z.number() }),
    z.object({ kind: z.literal('photo'), fileId: z.string() }),
  ]),
});
export type CitizenEntry = z.infer<typeof CitizenEntry>;

/** One line of the conversation, whoever wrote it. */
export const ConversationEntry = z.discriminatedUnion('from', [WardEntry, CitizenEntry]);
export type ConversationEntry = z.infer<typeof ConversationEntry>;

/** `GET /history?before=&limit=`. */
export const HistoryQuery = z.object({
  before: z.string().min(1).max(100).exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Both directions, oldest first. */
export const HistoryPage = z.object({
  entries: z.array(ConversationEntry),
  before: z.string().nullable().describe('cursor of the page before this one; null at the beginning'),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

/**
 * `GET /events?after=`; the header `Last-Event-ID` wins over the query. Server-sent events: `message` carries a
 * WardEntry under its id; `beat` only proves that the line lives.
 */
export const EventsQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });
