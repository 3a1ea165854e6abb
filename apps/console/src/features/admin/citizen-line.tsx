import { Button } from '@mantine/core';
import type { CitizenList } from '../../../../../src/contracts/console/citizens.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';

export type Citizen = CitizenList['citizens'][number];

export const nameOfCitizen = ({ name, hidden }: Citizen): string =>
  name ?? say(hidden ? 'citizen.hidden' : 'citizen.nameless');

interface Props {
  readonly citizen: Citizen;
  readonly onChoose: () => void;
}

/** Enough to know that it is the right person. */
export function CitizenLine({ citizen, onChoose }: Props) {
  const { conversation, channel, phone, lastAt, caseCode } = citizen;
  const about = [
    nameOf('shared.channel', channel),
    phone && say('citizen.phone', { phone }),
    conversation && say('citizen.number', { number: conversation }),
    lastAt && say('citizen.last', { at: dateTime(lastAt) }),
  ];
  return (
    <li className="row-line">
      <div>
        <strong>{nameOfCitizen(citizen)}</strong>
        <p className="soft">{about.filter(Boolean).join(' · ')}</p>
        {conversation === null && <p>{say('citizen.no_chat', { code: caseCode ?? '' })}</p>}
      </div>
      {conversation !== null && (
        <Button
          variant="default"
          aria-label={say('citizen.choose_named', { name: nameOfCitizen(citizen), number: conversation })}
          onClick={onChoose}
        >
          {say('citizen.choose')}
        </Button>
      )}
    </li>
  );
}
