import { createHash, randomBytes } from 'node:crypto';

const name = 'gan_dan_staff';
const token = /(?:^|;\s*)gan_dan_staff=([A-Za-z0-9_-]{43})(?:;|$)/;

/** 256 random bits; they live in the browser's cookie (or in a link) and nowhere else. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What we keep of a token: it finds the row and opens nothing. */
export const hashToken = (value: string): string => createHash('sha256').update(value).digest('base64url');

export const readStaffToken = (cookieHeader: string | undefined): string | null =>
  token.exec(cookieHeader ?? '')?.[1] ?? null;

export function staffCookie(value: string, maxAgeMs: number, secure: boolean): string {
  const base = `${name}=${value}; Path=/; Max-Age=${Math.floor(maxAgeMs / 1000)}; HttpOnly; SameSite=Strict`;
  return secure ? `${base}; Secure` : base;
}

export const endedStaffCookie = (secure: boolean): string => staffCookie('', 0, secure);
