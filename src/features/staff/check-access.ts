import { access } from './access.ts';
import { plannedAddresses } from './planned-addresses.ts';
import type { StaffRoute } from './staff-route.ts';

/** Name of its row in `access.ts`. */
export const addressOf = ({ method, path }: Pick<StaffRoute, 'method' | 'path'>): string =>
  `${method} ${path}`;

/** What is wrong between the routes and the table of who may call them; nothing is served while there is something. */
export function accessFaults(
  routes: readonly StaffRoute[],
  table: Readonly<Record<string, unknown>> = access,
  planned: readonly string[] = plannedAddresses,
): string[] {
  const addresses = routes.map(addressOf);
  const twice = addresses.filter((address, at) => addresses.indexOf(address) !== at);
  const idle = Object.keys(table).filter((row) => !addresses.includes(row) && !planned.includes(row));
  return [
    ...addresses.filter((address) => !(address in table)).map((address) => `${address} has no row`),
    ...twice.map((address) => `${address} is there twice`),
    ...idle.map((address) => `${address} has a row and no route`),
  ];
}
