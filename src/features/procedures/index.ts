export { type ImportedProcedures, importProcedures } from './import-procedures.ts';
export { loadProcedureHashes, loadProcedureRecords, loadProceduresDigest } from './procedures.repo.ts';
