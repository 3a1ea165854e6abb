import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src/channels/registry.ts';

const home = new URL('../../src/channels/', import.meta.url);
const folders = readdirSync(home, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

describe('the channel registry', () => {
  it('lists exactly the channel folders', () => {
    expect(Object.keys(channels).sort()).toEqual(folders.sort());
  });

  it.each(folders)('finds a capability row in %s', (folder) => {
    expect(existsSync(new URL(`${folder}/capabilities.ts`, home))).toBe(true);
  });
});
