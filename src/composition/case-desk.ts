import type { CaseDesk } from '../features/cases/index.ts';
import type { Ground } from './ground.ts';

/** What acts on cases stand on, in whichever process they are done. */
export const caseDesk = ({ law, speak, accounts }: Ground): CaseDesk => ({
  deadlines: law.deadlines,
  rules: law.caseRules,
  speak,
  capabilitiesOf: accounts.capabilitiesOf,
});
