import { describe, expect, it } from 'vitest';
import { SmsAccount } from './config.ts';
import { smsEnvironment } from './environment.ts';

const account = {
  provider: 'kannel',
  sendUrl: 'http://127.0.0.1:13013/cgi-bin/sendsms/',
  username: 'app',
  password: 'secret',
  webhookSecret: 's',
};

describe('an SMS account', () => {
  it('needs nothing but the way to its gateway', () => {
    expect(SmsAccount.parse(account)).toMatchObject({
      sendUrl: 'http://127.0.0.1:13013/cgi-bin/sendsms',
      accents: false,
      maxSegments: { answer: 3, notice: 1, officer: 3, broadcast: 1 },
      keywords: [{ word: 'TC' }, { word: 'HS' }, { word: 'HCC DN' }],
      reports: { statuses: { delivered: ['1'], failed: ['2', '16'] } },
    });
  });

  it('reads the reports of its provider', () => {
    expect(SmsAccount.parse({ ...account, provider: 'esms' }).reports.id).toEqual(['query:SMSID']);
  });

  it('changes one number of parts and keeps the others', () => {
    const { maxSegments } = SmsAccount.parse({ ...account, maxSegments: { notice: 2 } });

    expect(maxSegments).toEqual({ answer: 3, notice: 2, officer: 3, broadcast: 1 });
  });

  it.each([
    ['a provider that nobody wrote', { provider: 'speedsms' }],
    ['an address that is none', { sendUrl: 'cong-sms' }],
    ['an empty secret', { webhookSecret: '' }],
    ['no part at all', { maxSegments: { answer: 0 } }],
    ['a place of an unknown sort', { inbound: { from: ['cookie:from'] } }],
    ['a keyword with a sign', { keywords: [{ word: 'TC*' }] }],
    ['a keyword that swallows a refusal', { keywords: [{ word: 'Từ chối' }] }],
    ['no keyword', { keywords: [] }],
  ])('refuses %s', (_name, fields) => {
    expect(SmsAccount.safeParse({ ...account, ...fields }).success).toBe(false);
  });
});

describe('the variables of the first account', () => {
  const given = {
    SMS_PROVIDER: 'kannel',
    SMS_SEND_URL: 'http://127.0.0.1:13013',
    SMS_USERNAME: 'app',
    SMS_PASSWORD: 'secret',
    SMS_WEBHOOK_SECRET: 's',
  } as const;

  it('describe it, named by the short code, else the sender, else the user', () => {
    const described = smsEnvironment.account({ ...given, SMS_SENDER: 'PHUONG', SMS_SHORT_CODE: '8088' });

    expect(described).toEqual({
      externalId: '8088',
      settings: {
        provider: 'kannel',
        sendUrl: 'http://127.0.0.1:13013',
        sender: 'PHUONG',
        shortCode: '8088',
      },
      secrets: { username: 'app', password: 'secret', webhookSecret: 's' },
    });
    expect(SmsAccount.safeParse({ ...described?.settings, ...described?.secrets }).success).toBe(true);
    expect(smsEnvironment.account({ ...given, SMS_SENDER: 'PHUONG' })?.externalId).toBe('PHUONG');
    expect(smsEnvironment.account(given)?.externalId).toBe('app');
  });

  it('switch the channel off when there is no provider', () => {
    expect(smsEnvironment.account({})).toBeUndefined();
    expect(smsEnvironment.mistakes({})).toEqual([]);
  });

  it('need each other', () => {
    expect(smsEnvironment.mistakes({ SMS_PROVIDER: 'kannel', SMS_SEND_URL: 'x' })).toEqual([
      'SMS_USERNAME: cần có khi đã đặt SMS_PROVIDER',
      'SMS_PASSWORD: cần có khi đã đặt SMS_PROVIDER',
      'SMS_WEBHOOK_SECRET: cần có khi đã đặt SMS_PROVIDER',
    ]);
    expect(smsEnvironment.mistakes({ SMS_USERNAME: 'app' })).toEqual([
      'SMS_PROVIDER: cần có khi đã đặt SMS_USERNAME',
    ]);
  });
});
