import { z } from 'zod';

/** Shapes of environment variables; the complaints are sentences for the operator and repeat no value. */
export function wholeNumber(least: number, most: number) {
  const complaint = `phải là số nguyên từ ${least} đến ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: complaint, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, complaint);
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return z.enum(choices, `phải là một trong: ${choices.join(', ')}`);
}

/** Without the slash at its end, so that a path can follow. */
export function webAddress() {
  return address(['http', 'https']).transform((url) => url.replace(/\/+$/, ''));
}

export function address(schemes: readonly string[]) {
  const complaint = `phải là một địa chỉ bắt đầu bằng ${schemes.map((scheme) => `${scheme}://`).join(' hoặc ')}`;
  return z.string().refine((text) => {
    const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '';
    return schemes.includes(scheme);
  }, complaint);
}

/** A channel is switched on by its first variable and then needs the rest: one sentence for each that lacks. */
export function missingParts(
  given: Readonly<Partial<Record<string, string>>>,
  first: string,
  rest: readonly string[],
): string[] {
  const present = rest.filter((name) => given[name]);
  if (!given[first]) return present.length > 0 ? [`${first}: cần có khi đã đặt ${present.join(', ')}`] : [];
  return rest.filter((name) => !given[name]).map((name) => `${name}: cần có khi đã đặt ${first}`);
}
