export { closeRequest, listOpenRequests, openRequest } from './handoff.repo.ts';
export { createHandoffAbilities } from './handoff-abilities.ts';
