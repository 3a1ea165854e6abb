export { listOpenRequests, type OfficerRequest } from './handoff.repo.ts';
export { createHandoffAbilities } from './handoff-abilities.ts';
