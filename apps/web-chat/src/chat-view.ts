import type { WardEntry } from '../../../src/contracts/web-chat.ts';
import { type Conversation, keyOf, type PendingEntry } from './conversation.ts';
import { byId } from './dom.ts';
import type { EntryActions } from './entry-view.ts';
import { createLogView } from './log-view.ts';
import { createScroller } from './scroller.ts';
import { createTyping } from './typing.ts';

/** Messages that come this close together are one answer, shown from its first line. */
const oneAnswerMs = 3_000;
const shortQuestionPx = 120;

export interface ChatView {
  /** Draws what is known; the reader stays where they look. */
  draw(): void;
  /** The citizen wrote or arrived: show the end. */
  drawEnd(): void;
  /** From now on screen readers hear what the ward writes, but not the history above. */
  listen(): void;
  /** The ward wrote: if the reader follows, show it from its beginning. */
  drawAnswer(entry: WardEntry): void;
  /** Older lines were put above. */
  drawOlder(): void;
  /** Until the answer comes, or long enough. */
  showTyping(): void;
  hideTyping(): void;
}

export function createChatView(
  conversation: Conversation,
  pending: () => readonly PendingEntry[],
  actions: EntryActions,
): ChatView {
  const newer = byId('newer');
  const box = byId('log');
  const log = createLogView(box, byId('entries'), actions);
  const typing = createTyping(byId('typing'));
  const scroller = createScroller(box, (isBehind) => {
    if (!isBehind && document.activeElement === newer) box.focus();
    newer.hidden = !isBehind;
    newer.classList.remove('fresh');
  });
  let first = { key: '', at: 0 };
  const render = () => log.render(conversation.lines(pending()));
  const follow = () => scroller.follow(startOf(log.element(first.key)));
  const hasNews = () => !newer.hidden && newer.classList.contains('fresh');

  function draw(): void {
    const isFollowing = scroller.isFollowing();
    render();
    if (isFollowing) follow();
  }
  function drawEnd(): void {
    first = { key: '', at: 0 };
    render();
    follow();
  }
  function showNews(): void {
    newer.hidden = false;
    newer.classList.add('fresh');
  }
  function listen(): void {
    box.setAttribute('aria-live', 'polite');
  }
  newer.addEventListener('click', () => (hasNews() ? follow() : scroller.pageDown()));
  return {
    draw,
    drawEnd,
    listen,
    drawAnswer(entry) {
      const isFollowing = scroller.isFollowing();
      const isNewAnswer = Date.now() - first.at > oneAnswerMs && scroller.isAtEnd();
      const isUnseen = !isFollowing && !hasNews();
      if (first.key === '' || isNewAnswer || isUnseen) first = { key: keyOf(entry), at: Date.now() };
      typing.stop();
      render();
      if (isFollowing) follow();
      else showNews();
    },
    drawOlder() {
      box.setAttribute('aria-live', 'off');
      scroller.holdWhile(render);
      setTimeout(listen);
    },
    showTyping() {
      const isFollowing = scroller.isFollowing();
      typing.start();
      if (isFollowing) follow();
    },
    hideTyping: typing.stop,
  };
}

/** A short question stays in sight above its answer, and the greeting has the page's first words above it. */
function startOf(answer: HTMLElement | undefined): HTMLElement | undefined {
  const before = answer?.previousElementSibling;
  if (!(before instanceof HTMLElement)) return answer;
  if (before.classList.contains('citizen')) return before.offsetHeight < shortQuestionPx ? before : answer;
  const isGreeting = before.classList.contains('day') && before.previousElementSibling === null;
  return isGreeting && byId('older').hidden
    ? (document.querySelector<HTMLElement>('.intro') ?? answer)
    : answer;
}
