import { describe, expect, it } from 'vitest';
import { filterCount, readFolder } from './folder.ts';

describe('the address of the inbox', () => {
  it('opens one’s own cases when it says nothing', () => {
    expect(readFolder({})).toEqual({ view: 'mine' });
  });

  it('keeps what it understands and leaves out the rest', () => {
    const search = { view: 'overdue', q: 'rác', office: '3', neighbourhood: 'x', state: '', page: 7 };

    expect(readFolder(search)).toEqual({ view: 'overdue', q: 'rác', office: 3 });
  });

  it('takes a search that looks like a number as words', () => {
    expect(readFolder({ view: 'all', q: 42 })).toEqual({ view: 'all', q: '42' });
  });

  it('counts filters without the folder and the words', () => {
    expect(filterCount({ view: 'all', q: 'rác', office: 3, category: 'waste' })).toBe(2);
  });
});
