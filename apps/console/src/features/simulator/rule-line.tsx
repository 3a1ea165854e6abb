import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';
import type { Explanation } from './api.ts';

interface Props {
  readonly rule: Explanation['rules'][number];
  readonly office: string;
}

/** One rule, and what spoke for it or against it. */
export function RuleLine({ rule, office }: Props) {
  const { ruleId, matched, chosen, why, whyNot } = rule;
  return (
    <li className="row-line">
      <span>
        <Icon name={matched ? 'check' : 'close'} /> {say('simulator.rule', { id: ruleId, office })}
        {chosen && <strong> – {say('simulator.chosen')}</strong>}
        <br />
        <span className="soft">{[...why, ...whyNot].join('; ')}</span>
      </span>
    </li>
  );
}
