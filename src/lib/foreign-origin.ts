import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request may have been written by another site. Browsers always name the origin of a request that
 * changes something; a caller that names none is no browser and so carries nobody's cookie by accident.
 * `publicUrl` counts as our own beside the Host header, which a proxy may have rewritten.
 */
export function isForeign(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  if (!URL.canParse(headers.origin)) return true;
  const { host, origin } = new URL(headers.origin);
  if (host === headers.host) return false;
  return publicUrl === undefined || new URL(publicUrl).origin !== origin;
}
