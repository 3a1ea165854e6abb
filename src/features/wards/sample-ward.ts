import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { WardProfile } from './ward-settings.ts';

/** The fictional ward that a first run shows. */
export async function loadSampleWard(contentDir: string): Promise<WardProfile> {
  return WardProfile.parse(await readContent(contentDir, 'sample-ward.yaml'));
}

const PlaceNames = z.strictObject({ provinces: z.record(z.string(), z.array(z.string())) });

/** What people call the provinces, by the name in the list of mergers. */
export async function loadProvinceNames(
  contentDir: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  return PlaceNames.parse(await readContent(contentDir, 'place-names.yaml')).provinces;
}

async function readContent(contentDir: string, file: string): Promise<unknown> {
  return parse(await readFile(join(contentDir, 'vi', file), 'utf8'));
}
