import { describe, expect, it } from 'vitest';
import { findSharedLines } from './lint-everyday.ts';
import type { Everyday } from './procedure-file.ts';

const entry = (situation: string): Everyday => ({
  procedure: 'Thủ tục',
  names: [`tên của ${situation}`],
  situations: [situation],
});

describe('findSharedLines', () => {
  it('names a line that two procedures share, whatever its accents and punctuation', () => {
    const everyday = new Map([
      ['1.000001', entry('Mất thẻ rồi, làm lại ở đâu?')],
      ['1.000002', entry('mat the roi lam lai o dau')],
    ]);

    const shared = findSharedLines(everyday);

    expect(shared.map(({ codes }) => codes)).toContainEqual(['1.000001', '1.000002']);
  });

  it('is silent when every line belongs to one procedure', () => {
    const everyday = new Map([
      ['1.000001', entry('mất thẻ')],
      ['1.000002', entry('đổi thẻ')],
    ]);

    expect(findSharedLines(everyday)).toEqual([]);
  });
});
