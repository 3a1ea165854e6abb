import { z } from 'zod';
import { channelVariables } from './channels/registry.ts';
import { address, oneOf, webAddress, wholeNumber } from './lib/variables.ts';

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
  APP_SECRET_PREVIOUS: z.string().optional(),
  LANES: wholeNumber(1, 256).default(16),
  BATCH_SIZE: wholeNumber(1, 1000).default(200),

  ADMIN_EMAIL: z.email('phải là một địa chỉ thư điện tử').default('admin@gan-dan.local'),
  ADMIN_PASSWORD: z.string().min(12, 'phải dài ít nhất 12 ký tự').optional(),

  STAFF_TOTP: oneOf(['forced', 'optional']).default('forced'),
  SMTP_URL: address(['smtp', 'smtps']).optional(),
  SMTP_FROM: z.email('phải là một địa chỉ thư điện tử').optional(),

  ...channelVariables,
});
export type Environment = z.infer<typeof Environment>;
