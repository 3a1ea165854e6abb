import { Chat } from './chat.ts';
import { setUpComposer } from './composer.ts';
import { byId } from './dom.ts';
import { setUpLeave } from './leave.ts';
import { createLineStatus } from './line-status.ts';
import { hideNotice, showNotice } from './notice.ts';
import { openOutboxStore } from './outbox-store.ts';
import { shrinkPhoto } from './photo.ts';
import { setUpSettings } from './settings.ts';
import { takeSource } from './source.ts';
import { clearWord, say, sayError } from './words.ts';

const maxTextChars = 10_000;
/** A tab that nobody looks at gives its line back. */
const restAfterMs = 10 * 60_000;
const maxPhotoBytes = 10 * 1024 * 1024;

async function startPage(): Promise<void> {
  const source = takeSource();
  const status = createLineStatus();
  const unread = countUnread();
  const store = await openOutboxStore();
  const deps = { store, status, onWardName: showWardName, onOlder: showOlderButton, onAnswer: unread.add };
  const chat = new Chat(deps, source);
  const composer = setUpComposer({
    maxChars: maxTextChars,
    onText: (text) => chat.write({ kind: 'text', text }),
    onPhoto: (file) => void sendPhoto(chat, file),
  });
  setUpSettings(() => {
    chat.redraw();
    composer.refresh();
    if (chat.hasBegun) offerAnswersInThisLanguage(chat);
  });
  setUpLeave(chat.outbox);
  byId('place').addEventListener('click', () => chat.sendLocation());
  byId('older').addEventListener('click', () => void chat.showOlder().catch(() => status.down()));
  byId('notice-close').addEventListener('click', hideNotice);
  addEventListener('offline', status.refresh);
  addEventListener('online', () => {
    status.refresh();
    chat.wake();
    chat.outbox.retryNow();
  });
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(restTimer);
    if (document.hidden) {
      restTimer = setTimeout(() => chat.rest(), restAfterMs);
      return;
    }
    unread.clear();
    chat.wake();
  });
}

async function sendPhoto(chat: Chat, file: File): Promise<void> {
  if (file.type !== '' && !file.type.startsWith('image/')) return showNotice(sayError('not_a_photo'));
  showNotice(say('photo_preparing'));
  const photo = await shrinkPhoto(file);
  hideNotice();
  if (photo.size > maxPhotoBytes) return showNotice(sayError('photo_too_large'));
  chat.write({ kind: 'photo', photo });
}

/** The page's language is this button's; the answers' language is the conversation's, so it is asked for there. */
function offerAnswersInThisLanguage(chat: Chat): void {
  const run = () => chat.write({ kind: 'text', text: say('answers_message') });
  showNotice(say('answers_offer'), { key: 'answers_accept', run });
}

function showWardName(name: string): void {
  clearWord(byId('ward'), name);
}

function showOlderButton(hasOlder: boolean): void {
  byId('older').hidden = !hasOlder;
}

/** The tab's title counts what came while nobody looked. */
function countUnread(): { add: () => void; clear: () => void } {
  let count = 0;
  return {
    add() {
      if (!document.hidden) return;
      count += 1;
      document.title = `(${count}) ${say('page_title')}`;
    },
    clear() {
      count = 0;
      document.title = say('page_title');
    },
  };
}

startPage().catch((error: unknown) => reportError(error));
