import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '../core/result.ts';
import { SendingRules } from '../rules/sending-rules.ts';

const file = 'content/law/sending.yaml';

/** Reads `content/law/sending.yaml`; the fault is a sentence for whoever edited it. */
export function loadSendingRules(root: string): Result<SendingRules, string> {
  const parsed = SendingRules.safeParse(parse(readFileSync(join(root, file), 'utf8')));
  return parsed.success ? ok(parsed.data) : err(`${file}: ${z.prettifyError(parsed.error)}`);
}
