import type { Button } from '../vendor/stand-in.ts';
import { refuse } from './envelope.ts';
import type { House } from './house.ts';

export interface ZaloButton {
  readonly title?: string;
  readonly type?: string;
  readonly payload?:
    | string
    | { readonly url?: string; readonly phone_code?: string; readonly content?: string };
}

/** https://docs.zaloplatforms.com/docs/OA, appendix on the structure of buttons. */
const most = { buttons: 5, title: 100, query: 1_000 } as const;

/** Checks the buttons of one message and tells what the citizen sees of them. */
export function readButtons({ desk, settings }: House, buttons: readonly ZaloButton[]): Button[] {
  if (settings.refuseButtons) throw refuse(-201, 'buttons is invalid');
  if (buttons.length > most.buttons) {
    desk.broke(`zalo: ${buttons.length} buttons, ${most.buttons} are allowed`);
    throw refuse(-210, 'buttons is over limit');
  }
  return buttons.map(({ title = '', type, payload }) => {
    if (title === '') throw refuse(-201, 'title is invalid');
    if (title.length > most.title) {
      desk.broke(`zalo: a button's title of ${title.length} characters`);
      throw refuse(-210, 'title is over limit');
    }
    return { label: title, ...readAction(type, payload) };
  });

  function readAction(type: string | undefined, payload: ZaloButton['payload']): Partial<Button> {
    if (type === 'oa.query.show' || type === 'oa.query.hide') {
      if (typeof payload !== 'string' || payload === '') throw refuse(-201, 'payload is invalid');
      if (payload.length <= most.query) return { id: payload };
      desk.broke(`zalo: a button's payload of ${payload.length} characters`);
      throw refuse(-210, 'payload is over limit');
    }
    const given = typeof payload === 'object' ? payload : {};
    if (type === 'oa.open.url' && URL.canParse(given.url ?? '')) return { url: given.url ?? '' };
    if (type === 'oa.open.phone' && given.phone_code) return { url: `tel:${given.phone_code}` };
    if (type === 'oa.open.sms' && given.phone_code && given.content)
      return { url: `sms:${given.phone_code}` };
    throw refuse(-201, 'button is invalid');
  }
}
