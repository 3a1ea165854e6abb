import type { z } from 'zod';
import type { Fault } from './fault.ts';
import type { YamlFile } from './yaml-file.ts';

/** Collects faults, so that all are told at once. */
export interface FaultList {
  readonly all: Fault[];
  add(file: YamlFile, path: readonly PropertyKey[], message: string): void;
  addIssues(file: YamlFile, error: z.ZodError, base?: readonly PropertyKey[]): void;
}

export function createFaultList(): FaultList {
  const all: Fault[] = [];
  const add: FaultList['add'] = (file, path, message) => {
    all.push({ file: file.name, line: file.lineOf(path), message });
  };
  return {
    all,
    add,
    addIssues: (file, error, base = []) => {
      for (const issue of error.issues) {
        const path = [...base, ...issue.path];
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
        const at = unknown === undefined ? path : [...path, unknown];
        const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
        add(file, at, `${where}${issue.message}`);
      }
    },
  };
}

/** One line per fault: `flows/dossier/flow.yaml:12: …`. */
export function describeFaults(faults: readonly Fault[]): string {
  return faults.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
}
