import type { Accepted, WardEntry } from '../../../src/contracts/web-chat.ts';
import { deliver, type Outcome, readHistory, startSession } from './api.ts';
import { type ChatView, createChatView } from './chat-view.ts';
import {
  acceptedEntry,
  type Conversation,
  createConversation,
  type Moment,
  type PendingEntry,
} from './conversation.ts';
import { newId, remember } from './device.ts';
import { type LineIn, openLineIn } from './line-in.ts';
import type { LineStatus } from './line-status.ts';
import { hideNotice, showNotice } from './notice.ts';
import { Outbox } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';
import { askPlace } from './place.ts';
import { sayError } from './words.ts';

export interface ChatDeps {
  readonly store: OutboxStore;
  readonly status: LineStatus;
  readonly onWardName: (name: string) => void;
  readonly onOlder: (hasOlder: boolean) => void;
  /** The ward said something new. */
  readonly onAnswer: () => void;
}

const firstWaitMs = 1_000;
const longestWaitMs = 15_000;
/** The last message that this browser sent, for its other tabs. */
const sentKey = 'gan-dan-sent';
/** Two taps this close are one. */
const oneTapMs = 700;

/** One citizen's conversation: what is known, what waits to be sent, and the line to the ward. */
export class Chat {
  readonly outbox: Outbox;
  private readonly deps: ChatDeps;
  private readonly conversation: Conversation = createConversation();
  private readonly view: ChatView;
  private lineIn: LineIn | undefined;
  private older: string | null = null;
  private chosenAt = 0;
  /** How far the conversation had come when the message under way was sent; there is one at a time. */
  private sentAt: Moment = { at: 0, wardId: 0 };
  /** Nothing is sent before the session is known, or it could land in another conversation. */
  private readonly ready: Promise<void>;

  constructor(deps: ChatDeps, source: string | undefined) {
    this.deps = deps;
    this.outbox = new Outbox({
      store: deps.store,
      deliver: (entry) => this.deliver(entry),
      newId,
      isOnline: () => navigator.onLine,
      onChange: () => this.view.draw(),
      onAccepted: (entry, accepted, isUncertain) => this.onAccepted(entry, accepted, isUncertain),
      onSlowDown: (code) => showNotice(sayError(code)),
    });
    this.view = createChatView(this.conversation, () => this.outbox.entries, {
      choose: (choice) => this.choose(choice),
      sendLocation: () => this.sendLocation(),
      retry: () => this.outbox.retryNow(),
      discard: (id) => this.outbox.discard(id),
    });
    this.view.showTyping();
    this.ready = this.arrive(source);
  }

  get hasBegun(): boolean {
    return !this.conversation.isEmpty();
  }

  write(content: PendingEntry['content']): void {
    this.outbox.add(content);
    this.view.drawEnd();
  }

  sendLocation(): void {
    askPlace((place) => this.write({ kind: 'location', ...place }));
  }

  redraw(): void {
    this.view.draw();
  }

  /** The network or the reader is back. */
  wake(): void {
    this.lineIn?.refresh();
  }

  /** Nobody has looked for a while. */
  rest(): void {
    this.lineIn?.rest();
  }

  async showOlder(): Promise<void> {
    const page = await readHistory(this.older);
    this.conversation.take(page.entries);
    this.setOlder(page.before);
    this.view.drawOlder();
  }

  /** Resolves once the ward was reached; until then it tries, and says so. */
  private async arrive(source: string | undefined): Promise<void> {
    for (let wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        await this.readConversation();
        break;
      } catch {
        // Out of reach for now: the page stays usable and keeps what is written.
        this.view.hideTyping();
        this.deps.status.down();
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    this.openLine();
    await this.outbox.restore((id) => this.conversation.has(`c${id}`));
    const isNew = this.conversation.isEmpty() && this.outbox.entries.length === 0;
    if (isNew || source !== undefined) {
      this.outbox.add(source === undefined ? { kind: 'start' } : { kind: 'start', source });
    } else this.view.hideTyping();
    this.view.drawEnd();
    this.view.listen();
  }

  /** Once per press: an answer may slide other buttons under a hand that taps twice, or nothing moves at all. */
  private choose({ id, label }: WardEntry['choices'][number]): void {
    const isWaiting = this.outbox.entries.some(
      ({ content }) => content.kind === 'choice' && content.choiceId === id,
    );
    if (isWaiting || Date.now() - this.chosenAt < oneTapMs) return;
    this.chosenAt = Date.now();
    this.write({ kind: 'choice', choiceId: id, label });
  }

  private async readConversation(): Promise<void> {
    const { wardName } = await startSession();
    const page = await readHistory(null);
    this.deps.onWardName(wardName);
    this.conversation.take(page.entries);
    this.setOlder(page.before);
  }

  private openLine(): void {
    let isFirst = true;
    this.lineIn = openLineIn({
      lastId: () => this.conversation.lastWardId(),
      onEntry: (entry) => this.onAnswer(entry),
      onDown: () => this.deps.status.down(),
      onOpen: () => {
        this.deps.status.up();
        if (!isFirst) this.catchUp();
        isFirst = false;
      },
    });
    // The stream brings the ward's words; what the citizen wrote in another tab is in the history alone.
    addEventListener('storage', ({ key }) => {
      if (key === sentKey) this.catchUp();
    });
  }

  private async deliver(entry: PendingEntry): Promise<Outcome> {
    await this.ready;
    this.sentAt = this.conversation.moment();
    return deliver(entry);
  }

  private onAccepted(entry: PendingEntry, accepted: Accepted, isUncertain: boolean): void {
    const stored = acceptedEntry(entry, accepted);
    const isAnswered = stored
      ? this.conversation.accept(stored, this.sentAt)
      : this.conversation.lastWardId() > this.sentAt.wardId;
    hideNotice();
    remember(sentKey, entry.id);
    if (!isAnswered) this.view.showTyping();
    // An earlier attempt had arrived: the server knows the true time, and perhaps the answer.
    if (isUncertain) this.catchUp();
  }

  private onAnswer(entry: WardEntry): void {
    if (!this.conversation.hear(entry)) return;
    this.view.drawAnswer(entry);
    this.deps.onAnswer();
  }

  /** What came while the line was down: the stream brings it, the history proves it and mends the order. */
  private catchUp(): void {
    this.outbox.retryNow();
    readHistory(null)
      .then(({ entries }) => {
        for (const entry of entries) {
          if (entry.from === 'ward') this.onAnswer(entry);
        }
        this.conversation.take(entries);
        this.view.draw();
      })
      .catch(() => this.deps.status.down());
  }

  private setOlder(before: string | null): void {
    this.older = before;
    this.deps.onOlder(before !== null);
  }
}
