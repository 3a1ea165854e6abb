export type { Ability, AbilityContext, AbilityResult, Value } from './ability.ts';
export { createIntake, type Intake, type ReceivingAccount } from './accept-events.ts';
export { type DeadEvent, lanesPending, listDead, replayDead } from './inbound.repo.ts';
export { createLanes, type Lanes } from './lanes.ts';
export { type LaneDeps, processLane } from './process-lane.ts';
export { createSpool } from './spool.ts';
