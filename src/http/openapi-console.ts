import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { StaffRoute } from '../features/staff/index.ts';

const ErrorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string().optional(), reference: z.string().optional() }),
});
export const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
export const refused = (description: string) => ({ description, content: json(ErrorAnswer) });

const picture = { 'image/*': { schema: z.string().meta({ format: 'binary' }) } };

/** An address of the console, with the shapes that check it. */
export function describeStaffRoute({ method, path, summary, query, body, answer }: StaffRoute): RouteConfig {
  const parts = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return {
    method: method.toLowerCase() as RouteConfig['method'],
    path: `/api/console${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    summary,
    request: {
      ...(parts.length > 0 && {
        params: z.object(Object.fromEntries(parts.map((part) => [part, z.string()]))),
      }),
      ...(query instanceof z.ZodObject && { query }),
      ...(body !== undefined && { body: { content: body === 'bytes' ? picture : json(body) } }),
    },
    responses: {
      ...(answer
        ? { 200: { description: 'xong', content: json(answer) } }
        : { 204: { description: 'xong' } }),
      400: refused('dữ liệu chưa đúng'),
      401: refused('chưa đăng nhập'),
      403: refused('không có quyền, hoặc còn việc phải làm trước'),
    },
  };
}
