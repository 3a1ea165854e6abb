import * as client from 'openid-client';
import type { Seal } from '../../lib/seal.ts';

/** The identity provider of the ward's own organisation, by configuration. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button. */
  readonly name: string;
}

/** Who the provider says it is. */
export interface OidcIdentity {
  /** Issuer and subject: another provider's subject of the same name is somebody else. */
  readonly subject: string;
  /** Null unless the provider has verified it. */
  readonly email: string | null;
}

export interface Oidc {
  /** Where the browser goes, and what it must bring back with it, sealed. */
  begin(redirectUri: string, now: number): Promise<{ readonly url: string; readonly ticket: string }>;
  /** Throws when the answer is not the one to this ticket, or the provider is away. */
  finish(answer: URL, ticket: string, now: number): Promise<OidcIdentity>;
}

export const ticketMs = 10 * 60_000;
const purpose = 'staff oidc';
const timeoutSeconds = 5;

interface Ticket {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly at: number;
}

/** Authorization code with PKCE, state and nonce. The provider is asked about itself at first use. */
export function createOidc(config: OidcConfig, seal: Seal): Oidc {
  const provider = discoverOnce(config);
  return {
    async begin(redirectUri, now) {
      const ticket: Ticket = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        at: now,
      };
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(ticket.verifier),
        code_challenge_method: 'S256',
        state: ticket.state,
        nonce: ticket.nonce,
      });
      return { url: url.href, ticket: seal.seal(purpose, JSON.stringify(ticket)) };
    },
    async finish(answer, sealed, now) {
      const opened = seal.open(purpose, sealed);
      if (!opened.ok) throw new Error(`the ticket cannot be read: ${opened.error}`);
      const ticket = JSON.parse(opened.value) as Ticket;
      if (now - ticket.at > ticketMs) throw new Error('the ticket is too old');
      const found = await provider();
      const tokens = await client.authorizationCodeGrant(found, answer, {
        pkceCodeVerifier: ticket.verifier,
        expectedState: ticket.state,
        expectedNonce: ticket.nonce,
        idTokenExpected: true,
      });
      return identityOf(found, tokens);
    },
  };
}

type Provider = () => Promise<client.Configuration>;

/** A provider that could not be reached is asked again the next time. */
function discoverOnce({ issuer, clientId, clientSecret }: OidcConfig): Provider {
  let found: client.Configuration | undefined;
  return async () => {
    found ??= await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      // The configuration takes http for this very machine only.
      execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [],
    });
    return found;
  };
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

async function identityOf(provider: client.Configuration, tokens: Tokens): Promise<OidcIdentity> {
  const claims = tokens.claims();
  if (!claims) throw new Error('the provider sent no id token');
  const told =
    typeof claims.email === 'string'
      ? claims
      : await client.fetchUserInfo(provider, tokens.access_token, claims.sub);
  const { email, email_verified: isVerified } = told;
  return {
    subject: `${claims.iss} ${claims.sub}`,
    email: isVerified === true && typeof email === 'string' ? email : null,
  };
}
