import { Button } from '@mantine/core';
import type { CitizenList } from '../../../../../src/contracts/console/citizens.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';

export type Citizen = CitizenList['citizens'][number];

export const nameOfCitizen = ({ name, hidden }: Citizen): string =>
  name ?? say(hidden ? 'citizen.hidden' : 'citizen.nameless');

/** By what they are called in the API: their conversation, or the case that staff filed for them. */
export const numberOf = ({ conversation, caseCode }: Citizen): string => String(conversation ?? caseCode);

export const pathOf = ({ conversation, caseCode }: Citizen): string =>
  conversation === null
    ? `/citizens/cases/${encodeURIComponent(caseCode ?? '')}`
    : `/citizens/${conversation}`;

interface Props {
  readonly citizen: Citizen;
  readonly onChoose: () => void;
}

/** Enough to know that it is the right person. */
export function CitizenLine({ citizen, onChoose }: Props) {
  const { conversation, channel, phone, lastAt } = citizen;
  const about = [
    nameOf('shared.channel', channel),
    phone && say('citizen.phone', { phone }),
    conversation === null
      ? say('citizen.by_staff', { number: numberOf(citizen) })
      : say('citizen.number', { number: conversation }),
    lastAt && say('citizen.last', { at: dateTime(lastAt) }),
  ];
  return (
    <li className="row-line">
      <div>
        <strong>{nameOfCitizen(citizen)}</strong>
        <p className="soft">{about.filter(Boolean).join(' · ')}</p>
      </div>
      <Button
        variant="default"
        aria-label={say('citizen.choose_named', {
          name: nameOfCitizen(citizen),
          number: numberOf(citizen),
        })}
        onClick={onChoose}
      >
        {say('citizen.choose')}
      </Button>
    </li>
  );
}
