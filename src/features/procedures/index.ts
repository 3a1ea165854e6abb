export { type ImportedProcedures, importProcedures } from './import-procedures.ts';
export { loadProcedureRecords, loadProceduresVersion } from './procedures.repo.ts';
