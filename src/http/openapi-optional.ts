import { z } from 'zod';

/**
 * The same shape with `optional()` for `exactOptional()`: the generator of the description calls everything else
 * required.
 */
export function withOptionals<Shape extends z.ZodType>(schema: Shape): Shape;
export function withOptionals(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodExactOptional) {
    const optional = withOptionals(schema.unwrap() as z.ZodType).optional();
    const said = schema.meta();
    return said ? optional.meta(said) : optional;
  }
  if (schema instanceof z.ZodObject) return ofObject(schema);
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: withOptionals(schema.element as z.ZodType) });
  if (schema instanceof z.ZodUnion)
    return schema.clone({
      ...schema.def,
      options: schema.options.map((option) => withOptionals(option as z.ZodType)),
    });
  if (schema instanceof z.ZodNullable)
    return schema.clone({ ...schema.def, innerType: withOptionals(schema.unwrap() as z.ZodType) });
  return schema;
}

function ofObject(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    return [name, withOptionals(field as z.ZodType)] as const;
  });
  return schema.clone({ ...schema.def, shape: Object.fromEntries(fields) });
}
