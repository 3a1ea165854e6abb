import { createHash } from 'node:crypto';
import { type Answer, type Call, formOf } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import type { CompleteZaloOptions } from './options.ts';
import type { Tokens } from './tokens.ts';

/** Consent and tokens of oauth.zaloapp.com, version 4. */
export function oauthEndpoints(options: CompleteZaloOptions, tokens: Tokens): readonly Endpoint[] {
  /** The administrator consents at once. */
  function permission({ query }: Call): Answer {
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('app_id') !== options.appId || !URL.canParse(redirectUri)) {
      return oauthError('Invalid redirect uri', 'redirect_uri differs from the one of the console');
    }
    const location = new URL(redirectUri);
    const code = tokens.newCode(query.get('code_challenge') ?? options.consoleChallenge);
    location.searchParams.set('code', code);
    location.searchParams.set('oa_id', options.oaId);
    const state = query.get('state');
    if (state !== null) location.searchParams.set('state', state);
    return { status: 302, headers: { location: location.href }, body: '' };
  }

  function exchange(form: URLSearchParams): Answer {
    const known = tokens.useCode(form.get('code') ?? '');
    if (!known)
      return oauthError('Invalid authorization code', 'The code was used, is too old or was never issued');
    if (known.challenge !== undefined && known.challenge !== challengeOf(form.get('code_verifier') ?? '')) {
      return oauthError('Invalid code verifier', 'code_verifier does not fit the code_challenge');
    }
    return newPair();
  }

  function accessToken(call: Call): Answer {
    const form = formOf(call);
    if (call.headers.secret_key !== options.appSecret) {
      return oauthError('Invalid secret key', 'secret_key does not belong to the application');
    }
    if (form.get('app_id') !== options.appId)
      return oauthError('Invalid app id', 'There is no such application');
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return exchange(form);
      case 'refresh_token':
        if (tokens.useUp(form.get('refresh_token') ?? '')) return newPair();
        return oauthError(
          'Invalid refresh token',
          'The refresh token was used, has expired or was never issued',
        );
      default:
        return oauthError('Invalid grant type', 'grant_type is missing or unknown');
    }
  }

  function newPair(): Answer {
    const pair = tokens.issue();
    return {
      body: {
        access_token: pair.accessToken,
        refresh_token: pair.refreshToken,
        expires_in: String(tokens.expiresInSeconds()),
      },
    };
  }

  return [
    { name: 'permission', method: 'GET', path: '/v4/oa/permission', run: permission },
    { name: 'oauth', method: 'POST', path: '/v4/oa/access_token', run: accessToken },
  ];
}

/** HTTP 200 and no numeric `error`: who does not look closely stores `undefined` as a token. */
const oauthError = (name: string, reason: string): Answer => ({
  body: {
    error_name: name,
    error_reason: reason,
    error_description: reason,
    ref_doc: 'https://developers.zalo.me/docs',
  },
});

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
