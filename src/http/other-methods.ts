import type { RequestHandler, Router } from 'express';
import { AppError } from '../core/app-error.ts';

/** A known address, called in a way that it does not take. */
export const wrongMethod = (): AppError =>
  new AppError('method_not_allowed', { status: 405, citizenText: 'errors.method_not_allowed', log: 'info' });

/**
 * Answers 405, with what is allowed, where a router knows the address and not the method: 404 would send whoever
 * looks for the mistake to the wrong place. Called once the router has all its routes.
 */
export function refuseOtherMethods(router: Router): Router {
  for (const { handle } of router.stack) if (isRouter(handle)) refuseOtherMethods(handle);
  for (const [path, methods] of methodsByPath(router)) router.all(path, allowOnly(methods));
  return router;
}

const isRouter = (handle: unknown): handle is Router =>
  typeof handle === 'function' && 'stack' in handle && Array.isArray(handle.stack);

/** A route for all methods decides by itself; its layers name none. */
function methodsByPath(router: Router): Map<string, Set<string>> {
  const methodsOf = new Map<string, Set<string>>();
  for (const { route } of router.stack) {
    if (!route) continue;
    const methods = methodsOf.get(route.path) ?? new Set();
    for (const { method } of route.stack) methods.add(method?.toUpperCase() ?? '*');
    methodsOf.set(route.path, methods);
  }
  for (const [path, methods] of methodsOf) {
    if (methods.has('*')) methodsOf.delete(path);
    else if (methods.has('GET')) methods.add('HEAD');
  }
  return methodsOf;
}

function allowOnly(methods: ReadonlySet<string>): RequestHandler {
  const allowed = [...methods].join(', ');
  return (request, response, next) => {
    // Its route passed it on: what it asks for is not here.
    if (methods.has(request.method)) return next();
    response.set('Allow', allowed);
    if (request.method !== 'OPTIONS') throw wrongMethod();
    response.status(204).end();
  };
}
