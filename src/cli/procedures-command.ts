import { readProcedures } from '../catalog/knowledge/procedures-file.ts';
import { importProcedures } from '../features/procedures/index.ts';
import { createImportCommand } from './import-command.ts';

export const proceduresCommand = createImportCommand(
  'procedures',
  { files: 'FILE.jsonl|.csv|.xlsx', does: 'nạp, cập nhật thủ tục của phường; báo các dòng đáng ngờ' },
  ({ house, ward, file, dryRun }) =>
    house.db.forWard(ward.id, async (tx) => {
      const source = { name: file.name, data: file.bytes };
      const { counts, warnings } = await importProcedures(tx, source, { read: readProcedures, dryRun });
      for (const { line, code, reason } of warnings) {
        house.log.debug({ line, code, reason }, 'a row was kept although something is wanting');
      }
      return { ...counts, warnings };
    }),
);
