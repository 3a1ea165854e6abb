import type { Clock } from '../../core/clock.ts';
import { foldWords } from '../../core/fold.ts';
import type { WardId } from '../../core/ids.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { CircuitBreaker } from '../../lib/circuit-breaker.ts';
import type { HttpAnswer, HttpClient } from '../../lib/http-client.ts';
import type { Seal } from '../../lib/seal.ts';
import type { DossierRecord } from './dossier.schema.ts';
import type { DossierSource, SourceError } from './dossier-source.ts';
import { loadDossier } from './dossiers.repo.ts';
import type { HttpSourceSettings } from './http-source.schema.ts';
import { atPath } from './json-path.ts';
import { factsOf, type RawDossier, secretHashesOf } from './raw-dossier.ts';

export interface HttpSourceDeps {
  readonly http: HttpClient;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  /** Waits between two tries. */
  readonly pause: (ms: number) => Promise<void>;
}

const tries = 2;
const pauseMs = 150;
const maxAnswerBytes = 200_000;

type Asked = Result<DossierRecord | null, Omit<SourceError, 'lastKnown'>>;

/** A one-stop system over HTTP. When it is down, there is what a citizen was told before. */
export function createHttpSource(deps: HttpSourceDeps, settings: HttpSourceSettings): DossierSource {
  return {
    async find(tx, code) {
      const asked = await ask(deps, settings, tx.wardId, code);
      return asked.ok ? asked : err({ ...asked.error, lastKnown: await loadDossier(tx, code) });
    },
  };
}

async function ask(
  { breaker, pause, ...deps }: HttpSourceDeps,
  settings: HttpSourceSettings,
  wardId: WardId,
  code: string,
): Promise<Asked> {
  if (!breaker.allows()) return err({ code: 'unreachable', detail: 'đang nghỉ sau nhiều lần hỏng' });
  for (let attempt = 1; ; attempt += 1) {
    const asked = await askOnce(deps, settings, wardId, code);
    if (asked.ok) {
      breaker.succeeded();
      return asked;
    }
    if (attempt < tries && asked.error.code === 'unreachable') {
      await pause(pauseMs);
      continue;
    }
    // One dossier that cannot be read says nothing about the system.
    if (asked.error.code === 'malformed') breaker.succeeded();
    else breaker.failed();
    return asked;
  }
}

async function askOnce(
  { http, seal, clock }: Pick<HttpSourceDeps, 'http' | 'seal' | 'clock'>,
  settings: HttpSourceSettings,
  wardId: WardId,
  code: string,
): Promise<Asked> {
  const headers = openHeaders(seal, settings.headers);
  if (!headers) return err({ code: 'refused', detail: 'không mở được khóa của nguồn hồ sơ' });
  const answer = await http.request({
    method: settings.method,
    url: settings.url.replaceAll('{code}', encodeURIComponent(code)),
    headers,
    timeoutMs: settings.timeoutMs,
    maxBytes: maxAnswerBytes,
    ...(settings.query ? { query: withCode(settings.query, code) } : {}),
    ...(settings.body ? { body: withCode(settings.body, code) } : {}),
  });
  if (!answer.ok) {
    const malformed = answer.error.code === 'malformed' || answer.error.code === 'too_large';
    return err({ code: malformed ? 'malformed' : 'unreachable', detail: answer.error.detail });
  }
  const refusal = refusalOf(answer.value, settings);
  if (refusal === 'no_such') return ok(null);
  if (refusal) return err({ code: refusal, detail: `trạng thái HTTP ${answer.value.status}` });
  return readAnswer({ seal, clock }, settings, { wardId, code }, answer.value.body);
}

function refusalOf(
  { status }: HttpAnswer,
  settings: HttpSourceSettings,
): 'no_such' | 'unreachable' | 'refused' | undefined {
  if (settings.notFound.includes(status)) return 'no_such';
  if (status === 429 || status >= 500) return 'unreachable';
  return status >= 200 && status < 300 ? undefined : 'refused';
}

function readAnswer(
  { seal, clock }: { readonly seal: Seal; readonly clock: Clock },
  settings: HttpSourceSettings,
  { wardId, code }: { readonly wardId: WardId; readonly code: string },
  body: unknown,
): Asked {
  const root = settings.root ? atPath(body, settings.root) : body;
  if (root === undefined || root === null || root === '' || (Array.isArray(root) && root.length === 0)) {
    return ok(null);
  }
  const raw = Object.fromEntries(
    Object.entries(settings.fields).map(([field, path]) => [field, writingOf(atPath(root, path ?? ''))]),
  ) as RawDossier;
  const states = Object.fromEntries(
    Object.entries(settings.states).map(([name, to]) => [foldWords(name), to]),
  );
  const read = factsOf(raw, states);
  if ('fault' in read) return err({ code: 'malformed', detail: read.fault });
  return ok({
    code,
    facts: read.facts,
    secretHashes: secretHashesOf(seal, wardId, code, raw),
    asOf: clock.now(),
    unsaved: true,
  });
}

/** A list becomes lines; what is no text, number or list of those says nothing. */
function writingOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(writingOf).filter(Boolean).join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const withCode = (values: Readonly<Record<string, string>>, code: string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replaceAll('{code}', code)]));

export const sealedHeader = 'sealed:';
export const sealedHeaderPurpose = 'dossier-source';

function openHeaders(
  seal: Seal,
  headers: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const opened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!value.startsWith(sealedHeader)) {
      opened[name] = value;
      continue;
    }
    const plain = seal.open(sealedHeaderPurpose, value.slice(sealedHeader.length));
    if (!plain.ok) return undefined;
    opened[name] = plain.value;
  }
  return opened;
}
