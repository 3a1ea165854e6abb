/**
 * The instructions of a Dockerfile, stage by stage: `{ name, base, steps: [{ instruction, value }] }`.
 * Covers what this project writes: no heredocs, no ARG, no line continuations inside strings.
 */
export function parseDockerfile(text) {
  const stages = [];
  const lines = text.replaceAll(/\s*\\\n\s*/g, ' ').split('\n');
  for (const line of lines) {
    const [, instruction, value] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (!instruction) continue;
    if (instruction === 'FROM') stages.push(newStage(value, stages.length));
    else stages.at(-1).steps.push({ instruction, value });
  }
  return stages;
}

function newStage(value, at) {
  const [base, , name] = value.split(/\s+/);
  return { name: name ?? String(at), base, steps: [] };
}

/** `COPY [--from=stage] source... target` */
export function parseCopy(value) {
  const words = value.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) };
}

/** True when a pattern of .dockerignore keeps the path out of the image's context. */
export function isIgnored(path, patterns) {
  return patterns.some((pattern) => toRegExp(pattern).test(path));
}

export const readIgnore = (text) => text.split('\n').filter((line) => line && !line.startsWith('#'));

function toRegExp(pattern) {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]]/g, '\\$&')
    .replaceAll('**/', '(?:.+/)?')
    .replaceAll(/(?<![.)])\*/g, '[^/]*');
  return new RegExp(`^${source}(/|$)`);
}
