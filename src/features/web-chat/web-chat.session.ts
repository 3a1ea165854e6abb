import { createHash, randomBytes } from 'node:crypto';

const cookieName = 'gd_chat';
const maxAgeSeconds = 180 * 24 * 3600;
const token = /(?:^|;\s*)gd_chat=([A-Za-z0-9_-]{43})(?:;|$)/;

/** 256 random bits; whoever holds them is the citizen, so they live in the cookie and nowhere else. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

export function readSessionToken(cookieHeader: string | undefined): string | null {
  return token.exec(cookieHeader ?? '')?.[1] ?? null;
}

/** The citizen's id on this channel: tells one from another and opens nothing. */
export function externalIdOf(sessionToken: string): string {
  return createHash('sha256').update(sessionToken).digest('base64url');
}

export function sessionCookie(sessionToken: string, secure: boolean): string {
  return cookie(sessionToken, maxAgeSeconds, secure);
}

export function endedSessionCookie(secure: boolean): string {
  return cookie('', 0, secure);
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  const base = `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
  return secure ? `${base}; Secure` : base;
}
