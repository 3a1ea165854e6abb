import { type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

/** Fields that may hold personal data or secrets; they are cut out wherever they appear near the top. */
const secretFields = [
  'text',
  'phone',
  'token',
  'password',
  'secret',
  'authorization',
  'displayName',
  'externalId',
];

/** JSON lines on stderr; stdout belongs to the answers of commands. */
export function createLogger(level: string): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, redact: { paths, censor: '[ẩn]' } }, pino.destination({ fd: 2, sync: false }));
}
