import type { z } from 'zod';
import type { NewCase } from '../../../../../src/contracts/console/case.ts';

/** What the form holds while it is being filled in. */
export interface NewCaseText {
  readonly kind: 'feedback' | 'suggestion' | 'question';
  readonly category: string;
  readonly body: string;
  readonly neighbourhoodId: string;
  readonly address: string;
  readonly urgent: boolean;
  readonly name: string;
  readonly phone: string;
}

export const emptyCase: NewCaseText = {
  kind: 'feedback',
  category: '',
  body: '',
  neighbourhoodId: '',
  address: '',
  urgent: false,
  name: '',
  phone: '',
};

const orNull = (text: string): string | null => text.trim() || null;

export function toNewCase(text: NewCaseText): z.input<typeof NewCase> {
  return {
    kind: text.kind,
    category: text.category,
    body: text.body.trim(),
    neighbourhoodId: text.neighbourhoodId === '' ? null : Number(text.neighbourhoodId),
    address: orNull(text.address),
    urgent: text.urgent,
    name: orNull(text.name),
    phone: orNull(text.phone),
  };
}
