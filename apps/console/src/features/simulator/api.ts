import type { z } from 'zod';
import type { RouteExplanation, RouteQuestion } from '../../../../../src/contracts/console/case.ts';
import { call } from '../../lib/api.ts';

export type Explanation = z.infer<typeof RouteExplanation>;
export const explainRoute = (body: z.infer<typeof RouteQuestion>) =>
  call<Explanation>('POST', '/cases/route', body);
