import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';

interface Props {
  readonly phone: string | null;
  readonly onClose: () => void;
  readonly onCalled: (words: string) => void;
}

/** A call is logged after it took place, with what was said. */
export function PhoneDialog({ phone, onClose, onCalled }: Props) {
  const [words, setWords] = useState('');
  return (
    <Dialog title={say('answer.phone_title')} onClose={onClose}>
      <div className="form">
        {phone ? (
          <a className="big-link" href={`tel:${phone}`}>
            <Icon name="phone" /> {phone}
          </a>
        ) : (
          <p>{say('answer.phone_unknown')}</p>
        )}
        <Textarea
          label={say('answer.phone_words')}
          rows={4}
          maxLength={1000}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Button disabled={words.trim() === ''} onClick={() => onCalled(words.trim())}>
          {say('answer.phone_done')}
        </Button>
      </div>
    </Dialog>
  );
}
