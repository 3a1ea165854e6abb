import { Button } from '@mantine/core';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { nameOf, say } from '../../lib/words.ts';
import { Preview } from './preview.tsx';

type Way = CaseDetail['otherWays'][number];

interface Props {
  readonly detail: CaseDetail;
  readonly body: string;
  readonly needsApproval: boolean;
  readonly isBusy: boolean;
  /** Without a way: into the chat, or before the chair. */
  readonly onSend: (way?: Way) => void;
}

/** Nothing is offered to be sent into a chat that does not reach the citizen. */
export function SendButtons({ detail, body, needsApproval, isBusy, onSend }: Props) {
  const { otherWays, id } = detail;
  const isEmpty = body.trim() === '';
  const isOtherwise = otherWays.length > 0;
  return (
    <>
      {isOtherwise && (
        <p className="soft">{say(needsApproval ? 'composer.otherwise_later' : 'composer.otherwise')}</p>
      )}
      <div className="buttons">
        {isOtherwise && !needsApproval ? (
          otherWays.map((way) => (
            <Button key={way} disabled={isEmpty} loading={isBusy} onClick={() => onSend(way)}>
              {nameOf('composer.by', way)}
            </Button>
          ))
        ) : (
          <Button disabled={isEmpty} loading={isBusy} onClick={() => onSend()}>
            {say(needsApproval ? 'composer.to_approval' : 'composer.send')}
          </Button>
        )}
        {!isOtherwise && <Preview caseId={id} body={body} />}
      </div>
    </>
  );
}
