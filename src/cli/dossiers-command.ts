import { createReadStream } from 'node:fs';
import { announce } from '../features/conversations/index.ts';
import { changeNotice, importDossiers } from '../features/dossiers/index.ts';
import { createImportCommand, type ImportJob } from './import-command.ts';

export const dossiersCommand = createImportCommand(
  'dossiers',
  { files: 'FILE.csv|.xlsx', does: 'nạp hồ sơ từ tệp xuất của hệ thống một cửa' },
  loadDossiers,
);

/** Rows, changed states and the notices about them: one transaction. */
function loadDossiers({ house, ward, file, dryRun }: ImportJob) {
  const now = Date.now();
  return house.db.forWard(ward.id, async (tx) => {
    const table = { name: file.name, stream: createReadStream(file.path) };
    const { counts, changes } = await importDossiers(tx, table, { seal: house.seal, dryRun, now });
    const notices = changes.map((change) => ({
      accountId: change.accountId,
      conversationId: change.conversationId,
      text: changeNotice(change, house.catalog.speak, now),
    }));
    await announce(tx, notices, (account) => house.accounts.capabilitiesOf(account));
    return counts;
  });
}
