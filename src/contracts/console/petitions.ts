/**
 * Who wants to be called about a complaint or denunciation (*khiếu nại, tố cáo*): `/api/console/petitions`. For the
 * chair and the officer whom the chair named; in no other list, search or export.
 */
import { z } from 'zod';
import { petitionKinds } from '../../core/case.ts';
import { Person } from './cases.ts';

export const PetitionRow = z.object({
  id: z.number().int(),
  kind: z.enum(petitionKinds),
  assignee: Person.nullable(),
  createdAt: z.number(),
  handledAt: z.number().nullable(),
});
export type PetitionRow = z.infer<typeof PetitionRow>;

export const PetitionList = z.object({ petitions: z.array(PetitionRow) });

export const PetitionDetail = PetitionRow.extend({
  /** Null when it cannot be opened any more. */
  contact: z
    .object({ name: z.string().nullable(), phone: z.string(), callWhen: z.string().nullable() })
    .nullable(),
});
export const AssignPetition = z.object({ staffId: z.int32() });
export const HandlePetition = z.object({});
