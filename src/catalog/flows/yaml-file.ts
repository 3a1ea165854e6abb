import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';

/** A YAML file read strictly, that can tell on which line a path stands. */
export interface YamlFile {
  /** As shown to people: relative to the root. */
  readonly name: string;
  readonly data: unknown;
  readonly faults: readonly Fault[];
  lineOf(path: readonly PropertyKey[]): number;
}

export function readYaml(path: string, name: string): YamlFile {
  return parseYaml(readFileSync(path, 'utf8'), name);
}

export function parseYaml(text: string, name: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const faults = document.errors.map((error): Fault => {
    const line = lines.linePos(error.pos[0]).line;
    return { file: name, line, message: `not valid YAML: ${error.message.split('\n')[0]}` };
  });
  return {
    name,
    data: faults.length > 0 ? undefined : document.toJS(),
    faults,
    lineOf: (path) => {
      const offset = offsetOf(document, path);
      return offset === undefined ? 1 : lines.linePos(offset).line;
    },
  };
}

type Document = ReturnType<typeof parseDocument>;

/** Where the last part of the path that exists begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    const key = keyOffset(document, path.slice(0, length));
    if (key !== undefined) return key;
    if (node?.range) return node.range[0];
  }
  return undefined;
}

interface Pairs {
  readonly items?: readonly { readonly key?: { readonly value?: unknown; readonly range?: number[] } }[];
}

/** Keys name things, so a fault points at the key and not at the value below it. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = (
    path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  ) as Pairs | null;
  const name = path.at(-1);
  const pair = parent?.items?.find(
    ({ key }) => key?.value !== undefined && String(key.value) === String(name),
  );
  return pair?.key?.range?.[0];
}
