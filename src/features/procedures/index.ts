export { type ImportedProcedures, importProcedures } from './import-procedures.ts';
export { loadProcedureRecords, loadProceduresDigest } from './procedures.repo.ts';
