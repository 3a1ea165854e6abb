import { describe, expect, it } from 'vitest';
import { type Burst, countMessage, floodLimit } from './flood.ts';

describe('the flood limit', () => {
  it('answers an ordinary pace, warns once, then ignores until the window is over', () => {
    let burst: Burst = { count: 0, startedAt: null };
    const verdicts: string[] = [];
    for (let index = 0; index < floodLimit.messages + 3; index++) {
      const counted = countMessage(burst, 1_000 + index);
      burst = counted.burst;
      verdicts.push(counted.verdict);
    }

    expect(verdicts.filter((verdict) => verdict === 'answer')).toHaveLength(floodLimit.messages);
    expect(verdicts.slice(-3)).toEqual(['warn', 'ignore', 'ignore']);
    expect(countMessage(burst, 1_000 + floodLimit.windowMs).verdict).toBe('answer');
  });
});
