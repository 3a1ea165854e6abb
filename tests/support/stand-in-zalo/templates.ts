import type { Answer, Call } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { bodyOf, refuse, success } from './envelope.ts';
import type { Gate } from './gate.ts';
import { type House, isNight } from './house.ts';
import type { ZaloTemplate } from './options.ts';

interface Filled {
  readonly user_id: string;
  readonly phone: string;
  readonly template_id: string;
  readonly template_data: Readonly<Record<string, string>>;
  readonly tracking_id: string;
}

const dailyQuota = 500;

/** Approved templates, by user id (openapi.zalo.me) and by phone number (business.openapi.zalo.me). */
export function templateEndpoints(house: House, { guarded }: Gate): readonly Endpoint[] {
  const { desk, options, people, settings } = house;
  let sentByPhone = 0;
  const find = (id: string | undefined) => options.templates.find((one) => one.id === String(id));
  const quota = () => ({ dailyQuota, remainingQuota: Math.max(0, dailyQuota - sentByPhone) });

  function byUserId(call: Call): Answer {
    const { user_id: userId, template_id, template_data = {} } = bodyOf<Filled>(call);
    const template = find(template_id);
    if (!userId || !people.all.has(userId)) throw refuse(-201, 'user_id is invalid');
    if (!template) throw refuse(-201, 'template_id is invalid');
    if (template.byUserId === false) throw refuse(-249);
    const { text, missing } = fill(template, template_data);
    if (missing) throw refuse(-201, `${missing} is invalid`);
    return success({ message_id: house.deliver({ userId, text, how: 'template' }), user_id: userId });
  }

  function byPhone(call: Call): Answer {
    const { phone = '', template_id, template_data = {}, tracking_id = '' } = bodyOf<Filled>(call);
    const number = phone.replace(/^\+/, '');
    if (!/^84\d{9}$/.test(number)) throw refuse(-108);
    const template = find(template_id);
    if (!template) throw refuse(-109);
    const { text, missing } = fill(template, template_data);
    if (missing) throw refuse(-1121, `Missing parameter ${missing}`);
    if (tracking_id.length > 48) {
      desk.broke('zalo: a tracking_id of more than 48 characters');
      throw refuse(-201, 'tracking_id is invalid');
    }
    if (isNight(house)) {
      desk.broke('zalo: a template by phone at night');
      throw refuse(-133);
    }
    if (settings.phonesWithoutZalo.has(number)) throw refuse(-118);
    sentByPhone += 1;
    const msg_id = house.deliver({ userId: number, text, how: 'phone template' });
    if (options.receipts) desk.emit(received(msg_id, number, tracking_id));
    return success({ msg_id, sent_time: String(desk.now()), sending_mode: '1', quota: quota() });
  }

  function received(msg_id: string, phone: string, tracking_id: string) {
    const timestamp = String(desk.now());
    const body = {
      event_name: 'user_received_message',
      sender: { id: options.oaId },
      recipient: { id: phone },
      message: { msg_id, tracking_id, delivery_time: timestamp },
      app_id: options.appId,
      timestamp,
    };
    return { eventId: `user_received_message:${msg_id}`, userId: phone, body };
  }

  const list = () =>
    success(options.templates.map(({ id }) => ({ templateId: id, templateName: id, status: 'ENABLE' })));

  return [
    {
      name: 'template',
      method: 'POST',
      path: '/v3.0/oa/message/template',
      sends: true,
      run: guarded(byUserId),
    },
    { name: 'phone-template', method: 'POST', path: '/message/template', sends: true, run: guarded(byPhone) },
    { name: 'phone-quota', method: 'GET', path: '/message/quota', run: guarded(() => success(quota())) },
    { name: 'template-list', method: 'GET', path: '/template/all', run: guarded(list) },
  ];
}

function fill({ text }: ZaloTemplate, data: Readonly<Record<string, string>>) {
  const missing = [...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => name).find((name) => !data[name]);
  return { missing, text: text.replace(/<(\w+)>/g, (_, name: string) => String(data[name] ?? '')) };
}
