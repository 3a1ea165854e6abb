import { officeName, useLookups } from '../../lib/lookups.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import type { Explanation } from './api.ts';
import { RuleLine } from './rule-line.tsx';

export function RouteAnswer({ explanation }: { readonly explanation: Explanation }) {
  const lookups = useLookups();
  const { officeId, chairOnly, deadline, rules } = explanation;
  const office = officeName(lookups, officeId);
  return (
    <section className="card" role="status">
      <h2>{say('simulator.answer')}</h2>
      <p>
        <strong>{targetWords(chairOnly, office)}</strong>
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

function targetWords(chairOnly: boolean, office: string): string {
  if (chairOnly) return say('simulator.to_chair');
  return office === '' ? say('simulator.to_dispatcher') : say('simulator.to_office', { office });
}
