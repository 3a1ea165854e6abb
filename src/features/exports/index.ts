export { createExportRoutes, type ExportDeps } from './export-desk.ts';
