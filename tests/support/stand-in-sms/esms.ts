import { type Answer, type Call, jsonOf } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { type House, plainPhone } from './house.ts';
import type { Reports } from './reports.ts';

interface Order {
  readonly ApiKey: string;
  readonly SecretKey: string;
  readonly Phone: string;
  readonly Content: string;
  readonly Brandname: string;
  readonly SmsType: string;
  readonly IsUnicode: string;
  readonly Sandbox: string;
  readonly RequestId: string;
  readonly CallbackUrl: string;
}

/** https://developers.esms.vn/en/esms-api/table-of-error-codes */
export const esmsRefusal = (code: string): Answer => ({
  body: {
    CodeResult: code,
    CountRegenerate: 0,
    ErrorMessage: words[code] ?? 'The stand-in was told to refuse',
  },
});
const words: Readonly<Record<string, string>> = {
  101: 'Authorize Failed',
  104: 'Brandname does not exist',
  108: 'Phone number is not in correct format',
  110: 'The requested data is incorrect',
  118: 'Unsupported message type',
  124: 'Duplicate RequestId',
};
const customerCare = '2';
const fixedNumber = '8';

export function esmsEndpoint(house: House, reports: Reports): Endpoint {
  const { desk, options } = house;
  const requestIds = new Set<string>();

  function mistakeIn(order: Partial<Order>): string | undefined {
    if (order.ApiKey !== options.apiKey || order.SecretKey !== options.secretKey) return '101';
    if (!order.Content) return '110';
    if (!/^(\+?84|0)\d{9}$/.test(order.Phone ?? '')) return '108';
    if (order.SmsType !== customerCare && order.SmsType !== fixedNumber) return '118';
    if (order.SmsType === customerCare && order.Brandname !== options.brandname) return '104';
    if (order.RequestId !== undefined && requestIds.has(order.RequestId)) return '124';
    return undefined;
  }

  function send(call: Call): Answer {
    const order = jsonOf<Order>(call, esmsRefusal('110'));
    const mistake = mistakeIn(order);
    if (mistake !== undefined) return esmsRefusal(mistake);
    if (desk.rates.isTooMuch(desk.now())) return tooMany;
    if (order.RequestId !== undefined) requestIds.add(order.RequestId);
    return { body: { CodeResult: '100', CountRegenerate: 0, SMSID: sendReal(order) } };
  }

  function sendReal(order: Partial<Order>): string {
    if (order.Sandbox === '1') return `sandbox-${desk.now()}`;
    const phone = plainPhone(order.Phone ?? '');
    const coding = order.IsUnicode === '1' ? 'ucs2' : 'gsm7';
    const { vendorId, arrived } = house.transmit({ phone, text: order.Content ?? '', coding, how: 'esms' });
    if (order.CallbackUrl) reports.later(callback(order.CallbackUrl, order, vendorId, arrived));
    return vendorId;
  }

  return {
    name: 'esms',
    method: 'POST',
    path: /^\/MainService\.svc\/json\/SendMultipleMessage_V4_post_json\/?$/,
    sends: true,
    run: send,
  };
}

export const tooMany: Answer = { status: 429, body: 'Too Many Requests' };

/** `SendStatus` 5 means sent, also when nothing arrived: the two counts tell. */
function callback(url: string, order: Partial<Order>, SMSID: string, arrived: boolean): string {
  const address = new URL(url);
  const told = {
    SMSID,
    SendFailed: arrived ? '0' : '1',
    SendStatus: '5',
    SendSuccess: arrived ? '1' : '0',
    TotalPrice: '0',
    TotalReceiver: '1',
    TotalSent: '1',
    RequestId: order.RequestId ?? '',
    TypeId: order.SmsType ?? '',
    telcoid: '1',
    phonenumber: order.Phone ?? '',
    partnerids: '',
    error_info: '',
    oaid: '',
    tempid: '',
  };
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value);
  return address.href;
}
