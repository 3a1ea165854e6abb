import { Button } from '@mantine/core';
import type { z } from 'zod';
import type { ChannelAccount } from '../../../../../src/contracts/console/admin.ts';
import { Icon } from '../../components/icon.tsx';
import { nameOf, say } from '../../lib/words.ts';

interface Props {
  readonly account: z.infer<typeof ChannelAccount>;
  /** Null = this person only reads. */
  readonly onResume: (() => void) | null;
}

export function AccountLine({ account, onResume }: Props) {
  const { channel, externalId, state, pauseReason } = account;
  return (
    <li className="row-line">
      <span>
        <strong>{nameOf('shared.channel', channel)}</strong> <span className="soft">{externalId}</span>
        <br />
        <Icon name={state === 'working' ? 'check' : 'alert'} /> {nameOf('admin.account', state)}
        {pauseReason && <span className="soft"> ({pauseReason})</span>}
      </span>
      {state === 'paused' && onResume && (
        <Button variant="default" onClick={onResume}>
          {say('admin.resume')}
        </Button>
      )}
    </li>
  );
}
