import { storableText } from '../shared/storable-text.ts';
import { fingerprint, unknown } from './event-parts.ts';
import type { Draft } from './messaging-event.ts';
import { commentUserId } from './outbound.ts';
import { Change, Comment, TemplateUpdate } from './schema.ts';

export interface PageChange extends Draft {
  readonly userId: string;
  /** Milliseconds since the epoch, where the change says it. */
  readonly at?: number;
  readonly template?: { readonly name: string; readonly status: string };
}

/** Something that happened on the page itself, outside every thread; undefined when it cannot be read. */
export function readChange(
  raw: unknown,
  page: { readonly id: string; readonly privateReplies: boolean },
): PageChange | undefined {
  const parsed = Change.safeParse(raw);
  if (!parsed.success) return undefined;
  const { field, value } = parsed.data;
  const comment = field === 'feed' && page.privateReplies ? readComment(value, page.id) : undefined;
  if (comment) return comment;
  const change = {
    eventId: fingerprint('change', field, value),
    userId: `page:${page.id}`,
    content: unknown(field, false),
  };
  const template = field === 'message_template_status_update' ? TemplateUpdate.safeParse(value) : undefined;
  if (!template?.success) return change;
  const { message_template_name: name, event: status } = template.data;
  return { ...change, template: { name, status } };
}

/** The vendor tells us of the page's own comments too. */
function readComment(value: unknown, pageId: string): PageChange | undefined {
  const parsed = Comment.safeParse(value);
  if (!parsed.success || parsed.data.from.id === pageId) return undefined;
  const { comment_id: id, message, created_time: seconds } = parsed.data;
  const text = storableText(message);
  return {
    eventId: commentUserId(id),
    userId: commentUserId(id),
    content: { kind: 'comment', text },
    ...(seconds !== undefined && { at: seconds * 1000 }),
  };
}

/** What makes a template useless until somebody acts. */
export const isRefused = (status: string): boolean =>
  ['REJECTED', 'DISABLED', 'PAUSED', 'FLAGGED'].includes(status);
