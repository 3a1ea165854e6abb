import { createHmac } from 'node:crypto';
import type { Call } from '../vendor/answer.ts';
import type { Desk } from '../vendor/server.ts';
import { bodyOf, invalid, refuse } from './graph-error.ts';
import type { CompleteMessengerOptions, MessengerSettings, TemplateStatus } from './options.ts';

interface Person {
  /** Milliseconds since the epoch. */
  lastMessage: number;
  isBlocking: boolean;
}

/** A comment under a post of the Page's; one private reply may follow. */
interface Comment {
  readonly userId: string;
  readonly at: number;
  isAnswered: boolean;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly { readonly type?: string; readonly text?: string }[];
  status: TemplateStatus;
}

/** What all of the Page's endpoints share. */
export interface House {
  readonly options: CompleteMessengerOptions;
  readonly desk: Desk;
  readonly people: Map<string, Person>;
  readonly comments: Map<string, Comment>;
  readonly templates: Template[];
  readonly profile: Map<string, unknown>;
  token: string | undefined;
}

export const createHouse = (options: CompleteMessengerOptions, desk: Desk): House => ({
  options,
  desk,
  people: new Map(),
  comments: new Map(),
  templates: [],
  profile: new Map(),
  token: options.pageToken,
});

export function changeHouse(house: House, change: MessengerSettings): void {
  for (const [userId, ms] of Object.entries(change.lastMessage ?? {})) {
    if (ms === null) house.people.delete(userId);
    else house.people.set(userId, { lastMessage: ms, isBlocking: false });
  }
  if (change.revoke) house.token = undefined;
  house.token = change.pageToken ?? house.token;
}

/** Throws what Graph answers to a call without a good token and its proof. */
export function checkToken({ token, options }: House, call: Call): void {
  const inBody = bodyOf<{ access_token: string; appsecret_proof: string }>(call);
  const bearer = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const given = bearer ?? call.query.get('access_token') ?? inBody.access_token;
  if (given === undefined || given !== token) throw refuse(190, 'Invalid OAuth access token.');
  const proof = call.query.get('appsecret_proof') ?? inBody.appsecret_proof;
  if (proof === undefined && !options.requireProof) return;
  if (proof === undefined) throw refuse(100, 'API calls from the server require an appsecret_proof argument');
  const expected = createHmac('sha256', options.appSecret).update(given).digest('hex');
  if (proof !== expected) throw invalid('appsecret_proof');
}
