import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { useDeskStep } from './api.ts';

interface Props {
  readonly row: KnowledgeRow;
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
}

/** What comes next for the newest version: to be submitted, or to be decided with words. */
export function ReviewCard({ row, mayWrite, mayReview }: Props) {
  const [words, setWords] = useState('');
  const [isWordless, setWordless] = useState(false);
  const step = useDeskStep();
  const decide = (way: 'approve' | 'reject') => {
    const told = words.trim();
    const lacks = way === 'reject' && told.length < 3;
    setWordless(lacks);
    if (!lacks) step.mutate({ path: `knowledge/${row.id}/${way}`, body: told === '' ? {} : { words: told } });
  };
  const isDraft = row.state === 'draft' || row.state === 'rejected';
  return (
    <section className="card form">
      <h2>{nameOf('knowledge.state', row.state)}</h2>
      {row.author && <p className="soft">{say('knowledge.author', { name: row.author.name })}</p>}
      {row.reviewWords && row.reviewer && (
        <p>{say('knowledge.review_words', { name: row.reviewer.name, words: row.reviewWords })}</p>
      )}
      <Refusal error={step.error} />
      {isDraft && mayWrite && (
        <Button loading={step.isPending} onClick={() => step.mutate({ path: `knowledge/${row.id}/submit` })}>
          {say('knowledge.submit')}
        </Button>
      )}
      {row.state === 'waiting' && mayReview && (
        <>
          <Textarea
            label={say('knowledge.words')}
            rows={2}
            maxLength={1000}
            value={words}
            error={isWordless ? say('answer.return_why') : null}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <div className="buttons">
            <Button loading={step.isPending} onClick={() => decide('approve')}>
              {say('knowledge.approve')}
            </Button>
            <Button variant="default" loading={step.isPending} onClick={() => decide('reject')}>
              {say('knowledge.reject')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
