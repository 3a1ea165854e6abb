import { readFileSync } from 'node:fs';
import { isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { Fault } from './fault.ts';

/** A parsed and validated YAML file that still knows on which line a value stands. */
export interface YamlFile<T> {
  readonly value: T;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads one YAML file by a schema; every fault of the file is reported, each with its line. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): Result<YamlFile<T>, Fault[]> {
  return parseYaml(file, readFileSync(file, 'utf8'), schema);
}

export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Result<YamlFile<T>, Fault[]> {
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return err(
      document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: error.message.split('\n')[0] ?? error.code,
      })),
    );
  }

  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length).map(String), true) as ParsedNode | undefined;
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return ok({ value: parsed.data, lineOf });
  return err(
    parsed.error.issues.map((issue) => ({
      file,
      line: lineOf(issue.path),
      message: `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`,
    })),
  );
}
