/** What goes wrong with matching calls. `…_after` records the message first, as a real server may. */
export interface Fault {
  readonly kind:
    | 'too_many_requests'
    | 'server_error'
    | 'forbidden'
    | 'hang'
    | 'hang_after'
    | 'reset_before'
    | 'reset_after';
  /** Default `sendMessage`. */
  readonly method?: string;
  /** Default: every chat. */
  readonly chatId?: number;
  /** Calls that fail before the fault is over; default: until `clearFaults`. */
  readonly times?: number;
  /** Share of matching calls that fail, 0-1; default 1. */
  readonly chance?: number;
  /** Seconds, for `too_many_requests`; default 1. */
  readonly retryAfter?: number;
  /** The words of a `forbidden`; default that the bot was blocked. */
  readonly description?: string;
}

export interface Refusal {
  readonly ok: false;
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after: number };
}

export function createFaults() {
  let active: { readonly fault: Fault; left: number }[] = [];

  return {
    add(fault: Fault): void {
      active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear(): void {
      active = [];
    },
    /** The fault that this call meets, used up by one. */
    next(method: string, chatId: number | undefined): Fault | undefined {
      if (active.length === 0) return undefined;
      const hit = active.find(({ fault, left }) => left > 0 && hits(fault, method, chatId));
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left === 0) active = active.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}

function hits(fault: Fault, method: string, chatId: number | undefined): boolean {
  if ((fault.method ?? 'sendMessage') !== method) return false;
  if (fault.chatId !== undefined && fault.chatId !== chatId) return false;
  return fault.chance === undefined || Math.random() < fault.chance;
}

export function tooManyRequests(retryAfter = 1): Refusal {
  const description = `Too Many Requests: retry after ${retryAfter}`;
  return { ok: false, error_code: 429, description, parameters: { retry_after: retryAfter } };
}

export const refusal = (error_code: number, description: string): Refusal => ({
  ok: false,
  error_code,
  description,
});
