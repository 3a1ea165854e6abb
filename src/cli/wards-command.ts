import { createReadStream } from 'node:fs';
import { importMergers } from '../features/wards/index.ts';
import { createImportCommand } from './import-command.ts';

class DryRun extends Error {}

export const wardsCommand = createImportCommand(
  'wards',
  { files: 'FILE.csv', does: 'nạp danh sách phường, xã trước và sau sáp nhập (Tỉnh; mới; trước sáp nhập)' },
  async ({ house, file, dryRun }) => {
    let counts: Awaited<ReturnType<typeof importMergers>> | undefined;
    await house.db
      .system(async (tx) => {
        counts = await importMergers(tx, createReadStream(file.path));
        // Rolls back: everything was tried, nothing is kept.
        if (dryRun) throw new DryRun();
      })
      .catch((error: unknown) => {
        if (!(error instanceof DryRun)) throw error;
      });
    return counts ?? { read: 0, created: 0, unchanged: 0, rejected: [] };
  },
);
