import type { RawRequest } from '../channel.ts';
import { parseJson } from '../shared/parse-json.ts';
import { decodeBody } from './body-text.ts';
import type { Places } from './config.ts';

/** Finds a value in a request by the places of a mapping; blanks around it are dropped, empty counts as absent. */
export type ReadField = (places: Places) => string | undefined;

/** `bodyIsText`: the citizen's words are the body itself, so only the content type may call it JSON. */
export function createFieldReader(request: RawRequest, bodyIsText: boolean): ReadField {
  const contentType = headerOf(request, 'content-type').toLowerCase();
  const isForm = contentType.includes('x-www-form-urlencoded');
  const isJson = contentType.includes('json') || (!bodyIsText && !isForm);
  const form = isForm ? new URLSearchParams(request.body.toString('utf8')) : undefined;
  const json = isJson ? parseJson(request.body) : undefined;

  function find(place: string): unknown {
    if (place === 'body') return isForm || isJson ? undefined : plainBody(request, contentType);
    const [source = '', name = ''] = split(place);
    if (source === 'query') return request.query[name];
    if (source === 'form') return form?.get(name);
    if (source === 'header') return request.headers[name.toLowerCase()];
    return walk(json, name.split('.'));
  }
  return (places) => {
    for (const place of places) {
      const found = find(place);
      const text = typeof found === 'number' ? String(found) : found;
      // Express gives a list where a parameter stands twice.
      if (typeof text === 'string' && text.trim() !== '') return text.trim();
    }
    return undefined;
  };
}

const headerOf = ({ headers }: RawRequest, name: string): string => headers[name] ?? '';

const split = (place: string): string[] => {
  const at = place.indexOf(':');
  return [place.slice(0, at), place.slice(at + 1)];
};

/** Ring tones and settings come as octets; there is nothing to read in them. */
function plainBody(request: RawRequest, contentType: string): string | undefined {
  if (contentType.includes('octet-stream')) return undefined;
  const coding = request.query.coding ?? request.headers['x-kannel-coding'];
  return decodeBody(request.body, contentType, coding);
}

function walk(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
