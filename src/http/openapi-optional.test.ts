import { expect, it } from 'vitest';
import { z } from 'zod';
import { createOpenApiDocument } from './openapi.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

const required = (path: string, method: string): string[] => {
  const operation = createOpenApiDocument([]).paths?.[path]?.[method as 'get'];
  const parameters = (operation?.parameters ?? []) as readonly Parameter[];
  return parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => name);
};

it.each([
  ['/api/public/statistics', 'get', []],
  ['/api/public/cases/{code}', 'get', []],
  ['/api/web-chat/history', 'get', []],
  ['/api/web-chat/events', 'get', []],
  ['/api/web-chat/photos', 'post', ['id']],
])('the description of %s demands of the query what the address does: %s', (path, method, names) => {
  expect(required(path, method)).toEqual(names);
});

it('what may be missing is not required, however deep it lies, and keeps what is said of it', () => {
  const line = z.object({ a: z.string(), b: z.string().exactOptional().describe('may be missing') });
  const body = z.object({
    c: line.nullable().exactOptional(),
    d: z.array(line),
    e: z.union([line, z.null()]),
  });
  const query = z.object({ q: z.string().exactOptional(), r: z.string() });
  const route = { method: 'PUT', path: '/x', summary: '', handle: async () => undefined } as const;
  const described = createOpenApiDocument([{ ...route, query, body, answer: body }]).paths?.['/api/console/x']
    ?.put;
  const shape = { required: ['a'], properties: { b: { type: 'string', description: 'may be missing' } } };
  const content = {
    'application/json': {
      schema: { required: ['d', 'e'], properties: { d: { items: shape }, e: { anyOf: [shape, {}] } } },
    },
  };
  expect(described).toMatchObject({
    parameters: [
      { name: 'q', required: false },
      { name: 'r', required: true },
    ],
    requestBody: { content },
    responses: { 200: { content } },
  });
});
