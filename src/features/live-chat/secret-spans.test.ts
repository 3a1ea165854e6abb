import { describe, expect, it } from 'vitest';
import { type Heard, secretSpans } from './secret-spans.ts';

const flows = { petition: ['complaint'], cases: ['feedback'], asides: ['question', 'officer'] };
const heard = (...turns: string[][]): Heard[] =>
  turns.map((names, index) => ({ eventId: String(index), at: index * 1000, names }));
const kinds = (...turns: string[][]) => {
  const all = heard(...turns);
  const spans = secretSpans(all, flows);
  return all.map(({ eventId }) => spans.get(eventId)?.kind ?? '-').join(' ');
};

describe('the turns of a denunciation', () => {
  it('go from the first word to the one that leads elsewhere', () => {
    const turns = [
      ['flow_started:welcome'],
      ['flow_started:complaint', 'within:complaint'],
      ['within:complaint'],
      ['flow_finished:complaint'],
      ['flow_started:question', 'flow_finished:question'],
      [],
      ['flow_started:find'],
      [],
    ];
    expect(kinds(...turns)).toBe('- petition petition petition petition petition petition -');
  });

  it('go on after a question in the middle that another flow answered', () => {
    expect(
      kinds(['flow_started:complaint'], ['flow_started:find', 'within:complaint'], ['within:complaint']),
    ).toBe('petition petition petition');
  });

  it('begin with the report that turned out to be one', () => {
    expect(kinds(['flow_started:feedback', 'within:feedback'], [], ['flow_started:complaint'])).toBe(
      'petition petition petition',
    );
  });

  it('leave out what is said to an officer who has taken over', () => {
    expect(kinds(['flow_started:complaint'], ['to_officer'], ['within:complaint'])).toBe(
      'petition - petition',
    );
  });

  it('of two matters are two spans, each with its time', () => {
    const spans = secretSpans(heard(['flow_started:complaint'], ['flow_started:complaint'], []), flows);
    expect(spans.get('0')).toEqual({ kind: 'petition', from: 0, until: 1000 });
    expect(spans.get('2')).toBe(spans.get('1'));
  });
});

describe('the turns of a report', () => {
  it('begin with the words that were at first taken for a question', () => {
    expect(kinds(['flow_started:question'], ['flow_started:feedback'], ['flow_started:find'], [])).toBe(
      'case case case -',
    );
  });
});
