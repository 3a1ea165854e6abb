import { createHash } from 'node:crypto';
import type { Language } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Flow, FlowWords } from '../../engine/flow.ts';
import type { FlowBundle } from '../../engine/flow-book.ts';

/** Enough of a SHA-256 to tell the versions of one flow apart. */
const versionChars = 12;

export function createBundle(flow: Flow, words: Readonly<Record<Language, FlowWords>>): FlowBundle {
  return { id: flow.id, version: versionOf(flow, words), flow, words };
}

function versionOf(flow: Flow, words: FlowBundle['words']): string {
  return createHash('sha256').update(canonical({ flow, words })).digest('hex').slice(0, versionChars);
}

/** JSON with sorted keys, so that the order in a file does not make a new version. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** For the table that keeps every version somebody may still be in the middle of. */
export function serializeBundle(bundle: FlowBundle): string {
  return JSON.stringify(bundle);
}

/** Reads a kept bundle; refuses one of another format or whose content is not what its version says. */
export function parseBundle(text: string): Result<FlowBundle, 'malformed' | 'other_spec' | 'altered'> {
  const bundle = readJson(text);
  if (!bundle?.flow || !bundle.words?.vi || !bundle.words.en) return err('malformed');
  if (bundle.flow.spec !== 1) return err('other_spec');
  const { flow, words } = bundle as FlowBundle;
  const again = createBundle(flow, { vi: words.vi, en: words.en });
  return again.version === bundle.version && again.id === bundle.id ? ok(again) : err('altered');
}

type Loose = Partial<Omit<FlowBundle, 'words'>> & { readonly words?: Partial<FlowBundle['words']> };

function readJson(text: string): Loose | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Loose | null) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
