import { z } from 'zod';
import { withOptionals } from './openapi-optional.ts';

const ErrorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string().optional(), reference: z.string().optional() }),
});

export const json = (schema: z.ZodType) => ({ 'application/json': { schema: withOptionals(schema) } });
export const refused = (description: string) => ({ description, content: json(ErrorAnswer) });
export const answers = (description: string, schema: z.ZodType) => ({ description, content: json(schema) });
export const tooMany = refused('quá nhiều yêu cầu; xem Retry-After');
