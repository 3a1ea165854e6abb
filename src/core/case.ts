export const caseKinds = ['feedback', 'suggestion', 'question'] as const;
export type CaseKind = (typeof caseKinds)[number];

export const petitionKinds = ['complaint', 'denunciation'] as const;
export type PetitionKind = (typeof petitionKinds)[number];
