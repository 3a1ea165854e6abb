import { z } from 'zod';
import type { Values } from '../../core/value.ts';
import type { Spot } from './citizen-desk.ts';

/** What a flow hands over is text, or nothing. */
export const textOf = (args: Values, name: string): string => {
  const value = args[name];
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : '';
};

const SpotValue = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

export function spotOf(args: Values): Spot | null {
  const read = SpotValue.safeParse(args.spot);
  return read.success ? read.data : null;
}
