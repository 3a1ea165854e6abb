export {
  type ImportedProcedures,
  importProcedures,
  type ProcedureCounts,
  type ReadProceduresFile,
} from './import-procedures.ts';
export { loadProcedureRecords, loadProceduresVersion } from './procedures.repo.ts';
