import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queues } from '../../queues/registry.ts';

const folder = join(import.meta.dirname, '../../queues');
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe('the queues', () => {
  it('are exactly the folders', () => {
    expect(queues.map((queue) => queue.name).sort()).toEqual(folders.sort());
  });

  it.each(folders)('%s has a consumer', (name) => {
    expect(existsSync(join(folder, name, 'worker.ts'))).toBe(true);
  });

  it('carry ids only', () => {
    for (const queue of queues) {
      expect(Object.keys(queue.payload.shape).every((key) => key === 'lane' || key.endsWith('Id'))).toBe(
        true,
      );
    }
  });
});
