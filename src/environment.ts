import { z } from 'zod';

/**
 * One text variable each, as the operator writes it; `.env.example` lists the same names and says what
 * each one means. Combinations of several variables are judged in `config.ts`.
 */
export const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: webAddress().optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  ROLE: oneOf(['all', 'web', 'worker']).default('all'),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  DATABASE_URL: address(['postgres', 'postgresql']).optional(),
  DATABASE_CONNECTIONS: wholeNumber(2, 200).default(10),
  REDIS_URL: address(['redis', 'rediss']).optional(),
  APP_SECRET: z.string().min(32, 'phải dài ít nhất 32 ký tự').optional(),
  LANES: wholeNumber(1, 256).default(16),
  BATCH_SIZE: wholeNumber(1, 1000).default(200),

  ADMIN_EMAIL: z.email('phải là một địa chỉ thư điện tử').default('admin@gan-dan.local'),
  ADMIN_PASSWORD: z.string().min(12, 'phải dài ít nhất 12 ký tự').optional(),

  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'phải có dạng 123456789:AA… như @BotFather đã cấp')
    .optional(),
  TELEGRAM_MODE: oneOf(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'chỉ gồm chữ không dấu, số, dấu _ và -, dài tối đa 256 ký tự')
    .optional(),
  TELEGRAM_API_ROOT: webAddress().default('https://api.telegram.org'),

  ZALO_APP_ID: z.string().optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_ID: z.string().optional(),
  ZALO_OA_SECRET_KEY: z.string().optional(),
  ZALO_ACCESS_TOKEN: z.string().optional(),
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_OPENAPI_URL: webAddress().default('https://openapi.zalo.me'),
  ZALO_OAUTH_URL: webAddress().default('https://oauth.zaloapp.com'),
  ZALO_BUSINESS_URL: webAddress().default('https://business.openapi.zalo.me'),
  ZALO_GRAPH_URL: webAddress().default('https://graph.zalo.me'),

  MESSENGER_PAGE_ID: z.string().optional(),
  MESSENGER_PAGE_TOKEN: z.string().optional(),
  MESSENGER_APP_SECRET: z.string().optional(),
  MESSENGER_VERIFY_TOKEN: z.string().optional(),
  MESSENGER_GRAPH_URL: webAddress().default('https://graph.facebook.com'),

  SMS_PROVIDER: oneOf(['kannel', 'esms']).optional(),
  SMS_SEND_URL: webAddress().optional(),
  SMS_USERNAME: z.string().optional(),
  SMS_PASSWORD: z.string().optional(),
  SMS_SENDER: z.string().optional(),
  SMS_SHORT_CODE: z.string().optional(),
  SMS_WEBHOOK_SECRET: z.string().optional(),
});
export type Environment = z.infer<typeof Environment>;

function wholeNumber(least: number, most: number) {
  const complaint = `phải là số nguyên từ ${least} đến ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: complaint, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, complaint);
}

function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return z.enum(choices, `phải là một trong: ${choices.join(', ')}`);
}

/** Without the slash at its end, so that a path can follow. */
function webAddress() {
  return address(['http', 'https']).transform((url) => url.replace(/\/+$/, ''));
}

function address(schemes: readonly string[]) {
  const complaint = `phải là một địa chỉ bắt đầu bằng ${schemes.map((scheme) => `${scheme}://`).join(' hoặc ')}`;
  return z.string().refine((text) => {
    const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '';
    return schemes.includes(scheme);
  }, complaint);
}
