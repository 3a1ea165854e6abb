import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { officeName, useLookups } from '../../lib/lookups.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import type { Explanation } from './api.ts';
import { RuleLine } from './rule-line.tsx';

export function RouteAnswer({ explanation }: { readonly explanation: Explanation }) {
  const lookups = useLookups();
  const { deadline, rules } = explanation;
  return (
    <section className="card" role="status">
      <h2>{say('simulator.answer')}</h2>
      <p>
        <strong>{targetWords(explanation, lookups)}</strong>
      </p>
      {deadline && (
        <p>
          {say('simulator.due', { at: dateTime(deadline.dueAt) })} ({deadline.value}{' '}
          {nameOf('case.unit', deadline.unit)}
          ). <span className="soft">{deadline.legalBasis}</span>
        </p>
      )}
      {rules.length > 0 && (
        <ul className="rows">
          {rules.map((rule) => (
            <RuleLine key={rule.ruleId} rule={rule} office={officeName(lookups, rule.officeId)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function targetWords({ officeId, proposedOfficeId, chairOnly }: Explanation, lookups: Lookups): string {
  if (chairOnly) return say('simulator.to_chair');
  const outside = officeName(lookups, proposedOfficeId);
  if (outside !== '') return say('simulator.to_outside', { office: outside });
  const office = officeName(lookups, officeId);
  return office === '' ? say('simulator.to_dispatcher') : say('simulator.to_office', { office });
}
