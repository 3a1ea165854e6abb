import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { ChannelHost, SendError } from '../channel.ts';
import type { Graph } from './client/graph.ts';
import type { MessengerConfig } from './config.ts';
import { getStartedPayload } from './messaging-event.ts';

const Done = z.object({ success: z.literal(true) }).or(z.object({ result: z.string() }));

/** Comments under the page's posts; needs permissions of its own. */
const commentField = 'feed';

/** Without one of these the assistant misses something that a citizen did. */
export function neededFields({ privateReplies }: MessengerConfig): readonly string[] {
  const fields = [
    'messages',
    'messaging_postbacks',
    'messaging_optins',
    'message_deliveries',
    'message_reads',
    'messaging_referrals',
    'message_echoes',
    'message_reactions',
  ];
  return privateReplies ? [...fields, commentField] : fields;
}
/** Good to have, and not granted to every app. */
const extraFields = ['message_edits', 'message_template_status_update'];

/**
 * Payloads of the persistent menu, each with its words at `menu.<payload>`: commands of the flows, or words
 * that a citizen could type as well.
 */
const menuItems = ['menu', 'dossier', 'online', 'officer', 'help'] as const;
const otherLanguage = { vi: 'english', en: 'vietnamese' } as const;
/** Vietnamese is the page of everybody whose Facebook speaks another language than English. */
const locales = { vi: ['default'], en: ['en_US', 'en_GB'] } as const;

/** Tells the page to bring us its events, then dresses it: greeting, first button, menu. */
export async function setUp(
  graph: Graph,
  config: MessengerConfig,
  host: Pick<ChannelHost, 'speak' | 'notice'>,
): Promise<Result<void, SendError>> {
  const subscribed = await subscribe(graph, neededFields(config), host);
  if (!subscribed.ok) return subscribed;
  const body = {
    get_started: { payload: getStartedPayload },
    greeting: inEachLocale((language) => ({ text: host.speak(language, 'greeting') })),
    persistent_menu: inEachLocale((language) => menu(language, host.speak)),
  };
  const dressed = await graph.call({ path: 'me/messenger_profile', body, answer: Done });
  return dressed.ok ? ok(undefined) : dressed;
}

/** The vendor refuses a whole list for one field that the app may not have, so shorter ones follow. */
async function subscribe(
  graph: Graph,
  needed: readonly string[],
  host: Pick<ChannelHost, 'notice'>,
): Promise<Result<unknown, SendError>> {
  const ask = (fields: readonly string[]) =>
    graph.call({
      path: `${graph.pageId}/subscribed_apps`,
      body: { subscribed_fields: fields.join(',') },
      answer: Done,
    });
  const talksAlone = needed.filter((field) => field !== commentField);
  for (const fields of [[...needed, ...extraFields], needed]) {
    const asked = await ask(fields);
    if (asked.ok || !['rejected', 'misconfigured'].includes(asked.error.code)) return asked;
    host.notice('fields_refused', asked.error.vendorCode);
  }
  return ask(talksAlone);
}

type Language = keyof typeof locales;
function inEachLocale<Item extends object>(make: (language: Language) => Item): object[] {
  return (['vi', 'en'] as const).flatMap((language) =>
    locales[language].map((locale) => ({ locale, ...make(language) })),
  );
}

function menu(language: Language, speak: ChannelHost['speak']): object {
  const items = [...menuItems, otherLanguage[language]];
  const buttons = items.map((payload) => ({
    type: 'postback',
    title: speak(language, `menu.${payload}`),
    payload,
  }));
  return { composer_input_disabled: false, call_to_actions: buttons };
}
