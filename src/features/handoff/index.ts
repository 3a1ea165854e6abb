export { listOpenRequests } from './handoff.repo.ts';
export { createHandoffAbilities } from './handoff-abilities.ts';
