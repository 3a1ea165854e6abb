export { type ImportedProcedures, importProcedures } from './import-procedures.ts';
export {
  listProcedureNames,
  loadProcedureHashes,
  loadProcedureRecord,
  loadProcedureRecords,
  loadProceduresDigest,
} from './procedures.repo.ts';
