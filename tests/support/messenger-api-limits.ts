interface Sent {
  readonly recipient?: Record<string, unknown>;
  readonly messaging_type?: string;
  readonly tag?: string;
  readonly message?: {
    readonly text?: string;
    readonly metadata?: string;
    readonly template?: unknown;
    readonly quick_replies?: readonly { content_type: string; title: string; payload: string }[];
  };
}

/** What the vendor's pages forbid, written down apart from the channel's own code. */
export function limitFaults(request: unknown): string[] {
  const { recipient = {}, messaging_type: type = '', tag, message = {} } = request as Sent;
  const replies = message.quick_replies ?? [];
  const faults: Record<string, boolean> = {
    'one recipient': Object.keys(recipient).length !== 1,
    'a messaging type': !['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'].includes(type),
    'the one tag that is left': (type === 'MESSAGE_TAG') !== (tag === 'HUMAN_AGENT'),
    'a template for utility alone': (type === 'UTILITY') !== (message.template !== undefined),
    'a text of 1 to 2000 characters': message.template === undefined && !isWithin(message.text ?? '', 2000),
    'short metadata': (message.metadata ?? '').length > 1000,
    'at most 13 quick replies': replies.length > 13,
    'no empty list of quick replies': message.quick_replies?.length === 0,
    'titles of 1 to 20': replies.some(({ title }) => !isWithin(title, 20)),
    'payloads of 1 to 1000': replies.some(({ payload }) => !isWithin(payload, 1000)),
    'plain answers to comments': 'comment_id' in recipient && replies.length > 0,
  };
  return Object.keys(faults).filter((name) => faults[name]);
}

const isWithin = (text: string, most: number): boolean => text.length > 0 && text.length <= most;
