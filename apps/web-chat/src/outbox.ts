import type { Accepted } from '../../../src/contracts/web-chat.ts';
import type { Outcome } from './api.ts';
import type { PendingEntry } from './conversation.ts';
import type { OutboxStore } from './outbox-store.ts';

export interface OutboxDeps {
  readonly store: OutboxStore;
  readonly deliver: (entry: PendingEntry) => Promise<Outcome>;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  readonly onChange: () => void;
  /** `isUncertain`: an earlier attempt may have arrived already, so the time is not to be trusted. */
  readonly onAccepted: (entry: PendingEntry, accepted: Accepted, isUncertain: boolean) => void;
  /** A kind word for a wait that the server asked for. */
  readonly onSlowDown: (code: string) => void;
}

const firstWaitMs = 1_500;
const longestWaitMs = 30_000;

/** Sends one message at a time, in order, until each is accepted or refused for good. */
export class Outbox {
  private readonly deps: OutboxDeps;
  private pending: readonly PendingEntry[] = [];
  /** Sent at least once, so the server may have it although no answer came. */
  private readonly tried = new Set<string>();
  private isSending = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The server asked for silence until then. */
  private quietUntil = 0;

  constructor(deps: OutboxDeps) {
    this.deps = deps;
  }

  get entries(): readonly PendingEntry[] {
    return this.pending;
  }

  /** Takes up what an earlier visit could not send, except what turned out to be stored. */
  async restore(isStored: (id: string) => boolean): Promise<void> {
    const known = new Set(this.pending.map(({ id }) => id));
    const kept = (await this.deps.store.all()).filter(({ id }) => !known.has(id));
    for (const { id } of kept) this.tried.add(id);
    const unsent = kept
      .filter(({ id }) => !isStored(id))
      .map((entry) => ({ ...entry, state: 'waiting' as const }));
    this.pending = [...unsent, ...this.pending];
    for (const { id } of kept.filter((entry) => isStored(entry.id))) this.drop(id);
    this.deps.onChange();
    this.start();
  }

  add(content: PendingEntry['content']): void {
    const state = this.deps.isOnline() ? 'sending' : 'waiting';
    const entry = { from: 'pending', id: this.deps.newId(), content, createdAt: Date.now(), state } as const;
    this.pending = [...this.pending, entry];
    if (content.kind !== 'start') this.deps.store.put(entry).catch(ignoreStorage);
    this.deps.onChange();
    this.start();
  }

  /** The citizen or the network said "now". */
  retryNow(): void {
    this.failures = 0;
    this.start(true);
  }

  discard(id: string): void {
    this.drop(id);
    this.deps.onChange();
  }

  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.pending = [];
    await this.deps.store.clear();
    this.deps.onChange();
  }

  private start(isAsked = false): void {
    if (this.isSending) return;
    this.isSending = true;
    this.sendAll(isAsked)
      .finally(() => {
        this.isSending = false;
      })
      .catch((error: unknown) => reportError(error));
  }

  private async sendAll(isAsked: boolean): Promise<void> {
    let isBlocked = Date.now() < this.quietUntil || !(isAsked || this.deps.isOnline());
    if (!isBlocked) clearTimeout(this.timer);
    for (let next = this.next(); next && !isBlocked; next = this.next())
      isBlocked = !(await this.sendOne(next));
    if (isBlocked) this.showWaiting();
  }

  private next(): PendingEntry | undefined {
    return this.pending.find(({ state }) => state !== 'refused');
  }

  /** False when the line is down and the rest must wait too. */
  private async sendOne(entry: PendingEntry): Promise<boolean> {
    const { id } = entry;
    this.mark(id, { state: 'sending' });
    const isUncertain = this.tried.has(id);
    this.tried.add(id);
    const outcome = await this.deps.deliver(entry);
    if (outcome.kind === 'later') return this.retryLater(outcome);
    this.failures = 0;
    if (outcome.kind === 'refused') {
      this.mark(id, { state: 'refused', code: outcome.code });
      this.deps.store.remove(id).catch(ignoreStorage);
    } else {
      this.drop(id);
      this.deps.onAccepted(entry, outcome.accepted, isUncertain);
      this.deps.onChange();
    }
    return true;
  }

  private retryLater({ retryAfterMs = 0, code }: Extract<Outcome, { kind: 'later' }>): false {
    const growing = Math.min(firstWaitMs * 2 ** this.failures, longestWaitMs);
    this.failures += 1;
    this.quietUntil = Date.now() + retryAfterMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), Math.max(growing, retryAfterMs));
    if (code !== undefined) this.deps.onSlowDown(code);
    return false;
  }

  private showWaiting(): void {
    const state = this.deps.isOnline() ? 'failed' : 'waiting';
    this.pending = this.pending.map((entry) => (entry.state === 'refused' ? entry : { ...entry, state }));
    this.deps.onChange();
  }

  private mark(id: string, change: Pick<PendingEntry, 'state' | 'code'>): void {
    this.pending = this.pending.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    this.deps.onChange();
  }

  private drop(id: string): void {
    this.pending = this.pending.filter((entry) => entry.id !== id);
    this.deps.store.remove(id).catch(ignoreStorage);
  }
}

/** Storage filled up or went away: the entry is still on the page and is still sent. */
function ignoreStorage(): void {
  // Nothing to tell the citizen: the message's own state line stays true.
}
