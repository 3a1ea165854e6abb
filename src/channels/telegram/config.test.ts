import { describe, expect, it } from 'vitest';
import { TelegramConfig } from './config.ts';

const token = '123:AA';
const webhook = {
  mode: 'webhook',
  token,
  publicUrl: 'https://phuong.example/',
  webhookSecret: 'a'.repeat(16),
};

describe('the settings of a bot', () => {
  it('need only a token for polling', () => {
    expect(TelegramConfig.parse({ mode: 'polling', token })).toEqual({
      mode: 'polling',
      token,
      apiRoot: 'https://api.telegram.org',
    });
  });

  it('lose the slash at the end of addresses, which the vendor’s client cannot bear', () => {
    const config = TelegramConfig.parse({ ...webhook, apiRoot: 'http://127.0.0.1:9/' });

    expect(config).toMatchObject({ apiRoot: 'http://127.0.0.1:9', publicUrl: 'https://phuong.example' });
  });

  it('allow plain http only to a stand-in', () => {
    const plain = { ...webhook, publicUrl: 'http://127.0.0.1:1' };

    expect(TelegramConfig.safeParse(plain).success).toBe(false);
    expect(TelegramConfig.safeParse({ ...plain, apiRoot: 'http://127.0.0.1:9' }).success).toBe(true);
  });

  it('leave the address of a webhook to others', () => {
    expect(TelegramConfig.parse({ ...webhook, publicUrl: undefined })).toMatchObject({ mode: 'webhook' });
  });

  it.each([
    ['a token that cannot be one', { ...webhook, token: 'secret' }],
    ['a webhook without a secret', { ...webhook, webhookSecret: undefined }],
    ['a secret that the header cannot carry', { ...webhook, webhookSecret: 'mật khẩu dài mười sáu' }],
    ['a path outside the webhooks', { ...webhook, webhookPath: '/api/x' }],
    ['a mode that does not exist', { ...webhook, mode: 'push' }],
  ])('refuse %s', (_name, settings) => {
    expect(TelegramConfig.safeParse(settings).success).toBe(false);
  });
});
