import type { InboundEvent } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ReceiveError } from '../channel.ts';
import { parseJson } from '../shared/parse-json.ts';
import { fingerprint, unknown } from './event-parts.ts';
import { type Draft, readers } from './messaging-event.ts';
import { type PageChange, readChange } from './page-change.ts';
import { Body, Entry, Messaging } from './schema.ts';

export interface PageSettings {
  readonly id: string;
  readonly appId: string | undefined;
  readonly privateReplies: boolean;
}

export interface ReadBody {
  /** In the order in which they happened: the vendor promises none. */
  readonly events: readonly InboundEvent[];
  readonly templates: readonly NonNullable<PageChange['template']>[];
  /** What was left out, to be counted: kinds only. */
  readonly skipped: readonly string[];
}

interface Context {
  readonly page: PageSettings;
  readonly now: number;
  readonly events: InboundEvent[];
  readonly templates: NonNullable<PageChange['template']>[];
  readonly skipped: string[];
}

/** The pages that a body is for; undefined when it does not say. Nothing in it is believed yet. */
export function pagesOf(body: Buffer): readonly string[] | undefined {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const ids = parsed.data.entry.flatMap((raw) => {
    const entry = Entry.safeParse(raw);
    return entry.success ? [entry.data.id] : [];
  });
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}

/**
 * All entries of one page. What we do not know or cannot read becomes `unknown`, or is left out when nobody
 * is behind it: a refusal would make the vendor send it again, and after an hour unsubscribe us.
 */
export function readBody(body: Buffer, page: PageSettings, now: number): Result<ReadBody, ReceiveError> {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) return err({ code: 'malformed' });
  const context: Context = { page, now, events: [], templates: [], skipped: [] };
  for (const raw of parsed.data.entry) {
    const entry = Entry.safeParse(raw);
    if (!entry.success) context.skipped.push('entry');
    else if (entry.data.id === page.id) readEntry(context, entry.data);
  }
  context.events.sort((one, other) => one.at - other.at);
  return ok(context);
}

function readEntry(context: Context, entry: Entry): void {
  const time = entry.time === undefined ? context.now : inMs(entry.time);
  for (const raw of entry.messaging) readMessaging(context, raw, time);
  for (const raw of entry.standby) {
    if (isAboutOurs(raw)) readMessaging(context, raw, time);
    else context.skipped.push('standby');
  }
  for (const raw of entry.changes) {
    const change = readChange(raw, context.page);
    if (!change) {
      context.skipped.push('change');
      continue;
    }
    const { template, at = time, ...event } = change;
    context.events.push({ ...event, at });
    if (template) context.templates.push(template);
  }
}

function readMessaging(context: Context, raw: unknown, time: number): void {
  const parsed = Messaging.safeParse(raw);
  const userId = parsed.success ? userOf(parsed.data) : undefined;
  if (!parsed.success || userId === undefined) {
    context.skipped.push('event_of_nobody');
    return;
  }
  const event = parsed.data;
  const at = event.timestamp ?? time;
  for (const draft of draftsOf(event, userId, context.page)) context.events.push({ ...draft, userId, at });
}

function draftsOf(event: Messaging, userId: string, page: PageSettings): readonly Draft[] {
  const kind = kindOf(event);
  const { timestamp } = event;
  const isKnown = userId === event.sender?.id || isEcho(event);
  const body = event[kind];
  const drafts = isKnown && readers.get(kind)?.({ userId, timestamp, body, appId: page.appId });
  if (drafts) return drafts;
  // Somebody who wrote waits; a person without an id cannot be answered.
  const waits = isKnown && !isEcho(event) && (kind === 'message' || kind === 'postback');
  return [{ eventId: fingerprint(kind, userId, event), content: unknown(kind, waits) }];
}

const frameFields = new Set(['sender', 'recipient', 'timestamp', 'prior_message']);
/** What a message brings beside itself is not what the event is about. */
function kindOf(event: Messaging): string {
  const fields = Object.keys(event).filter((key) => !frameFields.has(key));
  return fields.find((key) => readers.has(key)) ?? fields[0] ?? 'nothing';
}

/** Echoes go from the page to the citizen, everything else the other way. */
function userOf(event: Messaging): string | undefined {
  const { id, user_ref: reference } = (isEcho(event) ? event.recipient : event.sender) ?? {};
  return id ?? (reference === undefined ? undefined : `ref:${reference}`);
}

const isEcho = (event: Messaging): boolean => {
  const { message } = event;
  return typeof message === 'object' && message !== null && 'is_echo' in message && message.is_echo === true;
};

/** Of a thread that another app controls we read only what became of our own messages. */
function isAboutOurs(raw: unknown): boolean {
  const event = Messaging.safeParse(raw);
  return event.success && (isEcho(event.data) || ['delivery', 'read'].includes(kindOf(event.data)));
}

/** Before 1973 in milliseconds is today in seconds. */
const inMs = (time: number): number => (time < 1e11 ? time * 1000 : time);
