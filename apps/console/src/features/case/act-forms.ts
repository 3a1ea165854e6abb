/** What the dialog of an act asks for; the reason is always asked. */
export type Pick = 'staff' | 'internal_office' | 'external_office' | 'pause' | 'nothing';

interface ActForm {
  readonly pick: Pick;
  /** The body of the call, without the version. */
  readonly toBody: (picked: string, words: string) => Readonly<Record<string, unknown>>;
}

const reasonOnly: ActForm = { pick: 'nothing', toBody: (_, reason) => ({ reason }) };

export const actForms = {
  take_over: reasonOnly,
  assign: { pick: 'staff', toBody: (id, reason) => ({ staffId: Number(id), reason }) },
  transfer: {
    pick: 'internal_office',
    toBody: (id, reason) => ({ officeId: id === 'dispatcher' ? null : Number(id), reason }),
  },
  refer: { pick: 'external_office', toBody: (id, reason) => ({ officeId: Number(id), reason }) },
  pause: { pick: 'pause', toBody: (reason, words) => ({ reason, words }) },
  decline: reasonOnly,
  reopen: reasonOnly,
} as const satisfies Readonly<Record<string, ActForm>>;

export type FormAct = keyof typeof actForms;

export const isFormAct = (act: string): act is FormAct => act in actForms;
