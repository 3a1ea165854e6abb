import type { Answer, Call } from '../vendor/answer.ts';
import type { Button } from '../vendor/stand-in.ts';
import { bodyOf, invalid } from './graph-error.ts';
import { checkToken, type House } from './house.ts';
import { type GraphButton, readButton } from './message.ts';

interface Profile {
  readonly get_started: { readonly payload?: string };
  readonly greeting: readonly { readonly text?: string }[];
  readonly persistent_menu: readonly { readonly call_to_actions?: readonly GraphButton[] }[];
}
const most = { menuItems: 20, greeting: 160 } as const;
const profileFields = [
  'get_started',
  'greeting',
  'persistent_menu',
  'ice_breakers',
  'commands',
  'whitelisted_domains',
];

/** What a Page says about itself and how it is set up. */
export function createPage(house: House) {
  const { desk, options, profile } = house;
  let subscribed: readonly string[] = [];

  const withToken =
    (run: (call: Call) => Answer) =>
    (call: Call): Answer => {
      checkToken(house, call);
      return run(call);
    };

  function setProfile(call: Call): Answer {
    const { access_token: _token, appsecret_proof: _proof, ...given } = bodyOf<Record<string, unknown>>(call);
    const { greeting = [], persistent_menu: menus = [], get_started: start } = given as Partial<Profile>;
    const unknown = Object.keys(given).find((field) => !profileFields.includes(field));
    if (unknown !== undefined) throw invalid(unknown);
    const items = menus.flatMap(({ call_to_actions: actions = [] }) => actions);
    if (items.length > most.menuItems || greeting.some(({ text = '' }) => text.length > most.greeting)) {
      desk.broke('messenger: too large a profile');
      throw invalid('messenger_profile');
    }
    if (menus.length > 0 && !start?.payload && !profile.has('get_started')) throw invalid('get_started');
    for (const item of items) readButton(desk, item);
    for (const [field, value] of Object.entries(given)) profile.set(field, value);
    return { body: { result: 'success' } };
  }

  function getProfile({ query }: Call): Answer {
    const wanted = (query.get('fields') ?? '').split(',');
    return { body: { data: [Object.fromEntries([...profile].filter(([field]) => wanted.includes(field)))] } };
  }

  function deleteProfile(call: Call): Answer {
    for (const field of bodyOf<{ fields: string[] }>(call).fields ?? []) profile.delete(field);
    return { body: { result: 'success' } };
  }

  function subscribe(call: Call): Answer {
    const given = bodyOf<{ subscribed_fields: string | string[] }>(call).subscribed_fields;
    const fields = given ?? call.query.get('subscribed_fields') ?? '';
    subscribed = typeof fields === 'string' ? fields.split(',').filter(Boolean) : fields;
    if (subscribed.length === 0) throw invalid('subscribed_fields');
    return { body: { success: true } };
  }

  return {
    setProfile: withToken(setProfile),
    getProfile: withToken(getProfile),
    deleteProfile: withToken(deleteProfile),
    subscribe: withToken(subscribe),
    subscriptions: withToken(() => ({
      body: { data: [{ id: options.appId, name: 'Gần Dân', subscribed_fields: subscribed }] },
    })),
    self: withToken(() => ({ body: { id: options.pageId, name: 'UBND phường Thử Nghiệm' } })),
  };
}

/** An item of the menu that every citizen has. */
export function menuButtonOf({ desk, profile }: House, id: string): Button | undefined {
  const menus = (profile.get('persistent_menu') ?? []) as Profile['persistent_menu'];
  const item = menus
    .flatMap(({ call_to_actions: actions = [] }) => actions)
    .find(({ payload }) => payload === id);
  return item && readButton(desk, item);
}
