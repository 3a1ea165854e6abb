import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../../src/core/actor.ts';
import type { StaffRole } from '../../src/core/case.ts';
import type { WardId } from '../../src/core/ids.ts';
import type { StaffRoute } from '../../src/features/staff/index.ts';

export const actorOf = (staffId: number, wardId: WardId, ...roles: readonly StaffRole[]): Actor => ({
  staffId,
  wardId,
  name: `Cán bộ ${staffId}`,
  grants: roles.map((role) => ({ role, officeId: null, neighbourhoodId: null })),
});

export interface StaffRequest {
  readonly actor: Actor;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly response?: ServerResponse;
}

/** Calls an address of the console as the house does: query, body and answer pass through the route's shapes. */
export async function callStaff<Answer>(
  routes: readonly StaffRoute[],
  name: string,
  request: StaffRequest,
): Promise<Answer> {
  const route = routes.find(({ method, path }) => `${method} ${path}` === name);
  if (!route) throw new Error(`no address ${name}`);
  const answer = await route.handle({
    actor: request.actor,
    params: request.params ?? {},
    query: route.query?.parse(request.query ?? {}),
    body: typeof route.body === 'object' ? route.body.parse(request.body) : request.body,
    session: null,
    from: { ip: '127.0.0.1', secure: false, base: 'http://localhost' },
    request: {} as IncomingMessage,
    response: request.response ?? ({} as ServerResponse),
  });
  return (route.answer ? route.answer.parse(answer) : answer) as Answer;
}
