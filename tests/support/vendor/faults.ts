import type { Fault } from './stand-in.ts';

/** One call, as far as faults look at it. */
interface Target {
  readonly endpoint: string;
  readonly sends: boolean;
  readonly userId: string | undefined;
}

/** The faults in force; the first one that fits a call is met. */
export function createFaults() {
  let active: { readonly fault: Fault; left: number }[] = [];

  return {
    add(fault: Fault): void {
      active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear(): void {
      active = [];
    },
    /** The fault that this call meets, used up by one. */
    next(target: Target): Fault | undefined {
      const hit = active.find(({ fault }) => hits(fault, target));
      if (!hit) return undefined;
      hit.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}

function hits(fault: Fault, { endpoint, sends, userId }: Target): boolean {
  if (fault.endpoint === undefined ? !sends : !['*', endpoint].includes(fault.endpoint)) return false;
  if (fault.userId !== undefined && fault.userId !== userId) return false;
  return fault.chance === undefined || Math.random() < fault.chance;
}
