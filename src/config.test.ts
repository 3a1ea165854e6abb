import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { Environment } from './environment.ts';

const secret = 'x'.repeat(32);

function configOf(env: NodeJS.ProcessEnv) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.error.join('\n'));
  return read.value;
}

function mistakesOf(env: NodeJS.ProcessEnv): string {
  const read = readConfig(env);
  return read.ok ? '' : read.error.join('\n');
}

describe('readConfig', () => {
  it('runs one process with everything inside when nothing is set', () => {
    const config = configOf({});

    expect(config.server).toMatchObject({ port: 3000, role: 'all' });
    expect(isAbsolute(config.server.dataDir)).toBe(true);
    expect(config.database.url).toBeUndefined();
    expect(config).not.toHaveProperty('appSecret');
    expect(config.accounts).toEqual([]);
  });

  it('takes an empty or blank variable for an absent one', () => {
    const blank = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ' ']));

    expect(configOf(blank)).toEqual(configOf({}));
  });

  it('sends mail only with a server and a sender', () => {
    const url = 'smtps://bao-tin:mat-khau@mail.phuong.example:465';

    expect(configOf({})).not.toHaveProperty('mail');
    expect(configOf({ SMTP_URL: url, SMTP_FROM: 'bao-tin@phuong.example' }).mail).toEqual({
      url,
      from: 'bao-tin@phuong.example',
    });
    expect(mistakesOf({ SMTP_URL: url })).toMatch(/^SMTP_FROM: /m);
    expect(mistakesOf({ SMTP_FROM: 'bao-tin@phuong.example' })).toMatch(/^SMTP_URL: /m);
    expect(mistakesOf({ SMTP_URL: 'http://mail.phuong.example' })).toMatch(/^SMTP_URL: /m);
  });

  it('reports every mistake at once', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      ROLE: 'boss',
      APP_SECRET: 'short',
      DATABASE_URL: 'mysql://localhost/x',
      LOG_LEVEL: 'loud',
      TELEGRAM_BOT_TOKEN: '1:a',
      TELEGRAM_MODE: 'webhook',
    });

    for (const name of [
      'PORT',
      'ROLE',
      'DATABASE_URL',
      'LOG_LEVEL',
      'APP_SECRET',
      'TELEGRAM_WEBHOOK_SECRET',
    ]) {
      expect(mistakes).toContain(`${name}: `);
    }
  });

  it('never repeats a value in a mistake', () => {
    expect(mistakesOf({ APP_SECRET: 'hush-hush', DATABASE_URL: 'hush-hush' })).not.toContain('hush-hush');
  });

  it('wants a secret of its own as soon as several processes share the data', () => {
    expect(mistakesOf({ DATABASE_URL: 'postgresql://h/d' })).toBe('');
    expect(mistakesOf({ ROLE: 'worker' })).toContain('APP_SECRET');
    expect(mistakesOf({ ROLE: 'worker', APP_SECRET: secret })).toBe('');
  });

  it('refuses a secret that is too short to encrypt with', () => {
    expect(mistakesOf({ APP_SECRET: 'short' })).toContain('APP_SECRET');
  });

  it('polls Telegram unless a webhook is asked for', () => {
    const token = { TELEGRAM_BOT_TOKEN: '1:a' };
    const webhook = { ...token, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-20-letters' };

    expect(configOf(token).accounts).toEqual([
      {
        channel: 'telegram',
        externalId: '1',
        settings: { mode: 'polling', apiRoot: 'https://api.telegram.org' },
        secrets: { token: '1:a' },
      },
    ]);
    expect(configOf(webhook).accounts).toMatchObject([
      { settings: { mode: 'webhook' }, secrets: { webhookSecret: 'a-secret-of-20-letters' } },
    ]);
  });

  it.each([
    ['a token that @BotFather never gave', { TELEGRAM_BOT_TOKEN: 'secret' }, 'TELEGRAM_BOT_TOKEN: '],
    [
      'a public address that Telegram does not call',
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_MODE: 'webhook', PUBLIC_URL: 'http://phuong.example' },
      'PUBLIC_URL: ',
    ],
  ])('refuses %s', (_name, env, mistake) => {
    expect(mistakesOf(env)).toContain(mistake);
  });

  it('lets every vendor address be replaced, with or without a slash at its end', () => {
    const config = configOf({ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_API_ROOT: 'http://127.0.0.1:9/' });

    expect(config.accounts[0]?.settings.apiRoot).toBe('http://127.0.0.1:9');
  });

  it.each([
    ['ZALO_APP_ID', 'ZALO_OA_SECRET_KEY'],
    ['MESSENGER_PAGE_ID', 'MESSENGER_APP_SECRET'],
    ['SMS_PROVIDER', 'SMS_WEBHOOK_SECRET'],
  ])('wants the rest of a channel once %s is set', (first, missing) => {
    expect(mistakesOf({ [first]: 'kannel' })).toContain(`${missing}: `);
  });

  it('notices a channel that is half described', () => {
    expect(mistakesOf({ MESSENGER_PAGE_TOKEN: 't' })).toContain('MESSENGER_PAGE_ID: ');
  });

  it('builds every channel when all is said', () => {
    const config = configOf({
      ZALO_APP_ID: 'a',
      ZALO_APP_SECRET: 'b',
      ZALO_OA_ID: 'c',
      ZALO_OA_SECRET_KEY: 'd',
      MESSENGER_PAGE_ID: 'a',
      MESSENGER_PAGE_TOKEN: 'b',
      MESSENGER_APP_SECRET: 'c',
      MESSENGER_VERIFY_TOKEN: 'd',
      SMS_PROVIDER: 'esms',
      SMS_SEND_URL: 'http://127.0.0.1:1/send',
      SMS_USERNAME: 'a',
      SMS_PASSWORD: 'b',
      SMS_WEBHOOK_SECRET: 'c',
    });

    expect(config.accounts.map(({ channel }) => channel).sort()).toEqual(['messenger', 'sms', 'zalo-oa']);
    expect(config.accounts.find(({ channel }) => channel === 'zalo-oa')).toMatchObject({
      externalId: 'c',
      settings: { openapiUrl: 'https://openapi.zalo.me' },
      secrets: { oaSecretKey: 'd' },
    });
  });

  it('cannot be changed afterwards', () => {
    const config = configOf({});

    expect(() => Object.assign(config.server, { port: 1 })).toThrow(TypeError);
  });

  it('answers any environment with a configuration or with sentences, never with an exception', () => {
    const name = fc.constantFrom(...Object.keys(Environment.shape));

    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (env) => {
        const read = readConfig(env);
        expect(read.ok || read.error.length > 0).toBe(true);
      }),
    );
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  });

  it('names exactly the variables that are read', () => {
    expect(pairs.map(([name]) => name).sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  it('explains each variable in the line above it', () => {
    const unexplained = lines.filter(
      (line, at) => /^[A-Z_]+=/.test(line) && !/^# \S/.test(lines[at - 1] ?? ''),
    );

    expect(unexplained).toEqual([]);
  });

  it('shows the values that hold when nothing is set', () => {
    expect(configOf(Object.fromEntries(pairs))).toEqual(configOf({}));
  });
});
