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
  const options = { level, redact: { paths, censor: '[ẩn]' }, serializers: { err: describeError } };
  return pino(options, pino.destination({ fd: 2, sync: false }));
}

/** Drivers hang connections, parameters and rows on their errors; a log gets what happened and where, no more. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { name, message, ...(code === undefined ? {} : { code }), stack };
}
