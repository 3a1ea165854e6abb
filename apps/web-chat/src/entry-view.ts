import type { CitizenEntry, WardEntry } from '../../../src/contracts/web-chat.ts';
import { base } from './api.ts';
import type { Line, PendingEntry } from './conversation.ts';
import { icon, make } from './dom.ts';
import { languageOf } from './language-of.ts';
import { textView } from './text-view.ts';
import { currentLanguage, say, sayError, setWord } from './words.ts';

/** What a citizen can do inside the conversation. */
export interface EntryActions {
  readonly choose: (choice: WardEntry['choices'][number]) => void;
  readonly sendLocation: () => void;
  readonly retry: () => void;
  readonly discard: (id: string) => void;
}

export function entryView(line: Line, pickedId: string | undefined, actions: EntryActions): HTMLLIElement {
  return line.from === 'ward' ? wardView(line, pickedId, actions) : citizenView(line, actions);
}

function wardView(entry: WardEntry, pickedId: string | undefined, actions: EntryActions): HTMLLIElement {
  const bubble = make('div', 'bubble', textView(entry.text));
  const item = make('li', 'entry ward', speaker('ward_says'), bubble);
  const links = entry.links.filter(({ url }) => /^(https?:|tel:|mailto:)/i.test(url));
  const language = languageOf(entry.text) ?? currentLanguage();
  bubble.lang = language;
  if (links.length > 0) bubble.append(make('div', 'links', ...links.map(linkView)));
  const buttons = entry.choices.map((choice) => choiceView(choice, choice.id === pickedId, actions));
  for (const button of buttons) button.lang = language;
  if (entry.request === 'location') buttons.push(locationButton(actions));
  if (buttons.length > 0) item.append(make('div', 'choices', ...buttons));
  item.append(make('p', 'meta', clockView(entry.at)));
  return item;
}

function citizenView(line: CitizenEntry | PendingEntry, actions: EntryActions): HTMLLIElement {
  const bubble = make('div', line.content.kind === 'photo' ? 'bubble picture' : 'bubble', contentView(line));
  const item = make('li', 'entry citizen', speaker('citizen_says'), bubble);
  // The citizen knows what they wrote; only the ward's words are read out.
  item.setAttribute('aria-live', 'off');
  if (line.from === 'pending') {
    item.classList.add(line.state);
    item.append(stateView(line, actions));
  } else {
    item.append(make('p', 'meta', worded('span', 'sent'), ' ', clockView(line.at)));
  }
  return item;
}

function contentView({ content }: CitizenEntry | PendingEntry): Node {
  switch (content.kind) {
    case 'text':
      return textView(content.text);
    case 'choice':
      return content.label === undefined ? worded('p', 'choice_sent') : textView(content.label);
    case 'photo':
      return photoView(
        'photo' in content ? URL.createObjectURL(content.photo) : `${base}/photos/${content.fileId}`,
      );
    case 'location':
      return locationView(content.latitude, content.longitude);
    default:
      return document.createTextNode('');
  }
}

function photoView(source: string): HTMLElement {
  const image = make('img', 'photo');
  image.alt = say('photo_sent');
  // Not a picture, or one this phone cannot show: words instead of a torn page.
  image.addEventListener('error', () => image.replaceWith(worded('p', 'photo_sent')));
  image.addEventListener('load', () => {
    if (source.startsWith('blob:')) URL.revokeObjectURL(source);
  });
  image.src = source;
  return image;
}

function locationView(latitude: number, longitude: number): HTMLElement {
  const numbers = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return make(
    'p',
    'place',
    icon('i-place'),
    make('span', '', worded('strong', 'my_location'), make('small', '', numbers)),
  );
}

/** The honest state of what is not stored yet. */
function stateView(entry: PendingEntry, actions: EntryActions): HTMLElement {
  if (entry.state === 'sending') return make('p', 'meta', worded('span', 'sending'));
  if (entry.state === 'refused') {
    const reason = make('span', 'reason', sayError(entry.code ?? ''));
    return make(
      'p',
      'meta',
      reason,
      ' ',
      action('discard', () => actions.discard(entry.id)),
    );
  }
  if (entry.state === 'failed') return make('p', 'meta', action('not_sent_retry', actions.retry));
  return make('p', 'meta', worded('span', 'waiting_for_network'), ' ', action('retry', actions.retry));
}

function choiceView(
  choice: WardEntry['choices'][number],
  isPicked: boolean,
  actions: EntryActions,
): HTMLElement {
  const button = make('button', 'choice', choice.label);
  button.type = 'button';
  if (isPicked) {
    const note = worded('span', 'picked');
    note.className = 'visually-hidden';
    note.lang = currentLanguage();
    button.classList.add('picked');
    button.append(' ', note);
  }
  button.addEventListener('click', () => actions.choose(choice));
  return button;
}

function locationButton(actions: EntryActions): HTMLButtonElement {
  const button = make('button', 'choice', icon('i-place'), worded('span', 'send_location'));
  button.type = 'button';
  button.addEventListener('click', actions.sendLocation);
  return button;
}

function linkView({ label, url }: WardEntry['links'][number]): HTMLElement {
  const note = worded('span', 'opens_elsewhere');
  note.className = 'visually-hidden';
  const link = make('a', 'link', make('span', '', label), icon('i-away'), note);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

function action(key: string, run: () => void): HTMLButtonElement {
  const button = worded('button', key);
  button.type = 'button';
  button.className = 'inline';
  button.addEventListener('click', run);
  return button;
}

function speaker(key: string): HTMLElement {
  const element = worded('span', key);
  element.className = 'visually-hidden';
  return element;
}

function worded<K extends keyof HTMLElementTagNameMap>(tag: K, key: string): HTMLElementTagNameMap[K] {
  const element = make(tag);
  setWord(element, key);
  return element;
}

function clockView(at: number): HTMLTimeElement {
  const moment = new Date(at);
  const locale = currentLanguage() === 'vi' ? 'vi-VN' : 'en-GB';
  const time = make('time', '', moment.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = moment.toISOString();
  return time;
}
