import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds of a process and, apart from it, of everything below it (PostgreSQL, when it is embedded). */
export interface CpuSeconds {
  readonly own: number;
  readonly below: number;
}

const ticksPerSecond = 100;

/** From /proc; undefined on systems without it. What ended meanwhile is left out. */
export function cpuSeconds(pid: number): CpuSeconds | undefined {
  const all = readAll();
  const own = all?.get(pid);
  if (!all || !own) return undefined;
  let below = 0;
  for (const [id, one] of all) if (id !== pid && isBelow(all, one.parent, pid)) below += one.ticks;
  return { own: own.ticks / ticksPerSecond, below: below / ticksPerSecond };
}

interface Seen {
  readonly parent: number;
  readonly ticks: number;
}

function readAll(): Map<number, Seen> | undefined {
  if (process.platform !== 'linux') return undefined;
  const seen = new Map<number, Seen>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '';
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (stat)
      seen.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  return seen;
}

function isBelow(all: ReadonlyMap<number, Seen>, parent: number, pid: number): boolean {
  if (parent === pid) return true;
  const next = all.get(parent);
  return next !== undefined && next.parent !== parent && isBelow(all, next.parent, pid);
}

/** Resident memory in MB; undefined on systems without /proc. */
export function residentMb(pid: number): number | undefined {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1];
  return kb === undefined ? undefined : Number(kb) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended, or this system has no /proc.
    return '';
  }
}
