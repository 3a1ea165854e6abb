import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { refusal } from './staff.errors.ts';

/** One call of the console, parsed: nothing reaches a handler that its shapes do not allow. */
export interface StaffCall<Query = unknown, Body = unknown> {
  /** At an address that anyone may call and nobody signed in: no person, of no ward. */
  readonly actor: Actor;
  /** Tells this browser's session from the others of the same person; null = not signed in. */
  readonly session: string | null;
  /** Where the call comes from; `base` is our own address as the caller sees it. */
  readonly from: { readonly ip: string; readonly secure: boolean; readonly base: string };
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly request: IncomingMessage;
  /** For streams only; everything else is returned. */
  readonly response: ServerResponse;
}

/** A file as an answer: shown as a download unless it is a picture that we encoded ourselves. */
export class FileAnswer {
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** The name that it is saved under; null = shown in the page. */
  readonly fileName: string | null;

  constructor(file: {
    readonly mime: string;
    readonly bytes: Uint8Array;
    readonly fileName: string | null;
  }) {
    this.mime = file.mime;
    this.bytes = file.bytes;
    this.fileName = file.fileName;
  }
}

/** The number in a path, as ids are; not found when it is none. */
export function idIn(params: Readonly<Record<string, string>>, name = 'id'): number {
  const text = params[name] ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw refusal('not_found');
  return Number(text);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * An address of the console under `/api/console`. Who may call it stands in `access.ts`: without a row there the
 * house does not start. `handle` returns what is answered: JSON, a `FileAnswer`, nothing (204), or `streaming`
 * when it wrote to the response itself.
 */
export interface StaffRoute<Query = unknown, Body = unknown> {
  readonly method: Method;
  /** Below `/api/console`, with `:names` for its parts: `/cases/:id`. */
  readonly path: `/${string}`;
  /** In Vietnamese, for the API's description. */
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  /** The JSON body; `'bytes'` = a picture as it is, at most 10 MB. */
  readonly body?: z.ZodType<Body> | 'bytes';
  readonly answer?: z.ZodType;
  readonly handle: (call: StaffCall<Query, Body>) => Promise<unknown>;
}

/** Answered by the handler itself, such as a stream. */
export const streaming = Symbol('streaming');

/** Keeps the shapes of query and body together with the handler that reads them. */
export const staffRoute = <Query, Body>(route: StaffRoute<Query, Body>): StaffRoute =>
  route as unknown as StaffRoute;
