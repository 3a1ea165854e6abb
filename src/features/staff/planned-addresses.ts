/** Addresses whose row in `access.ts` was written before they were built. */
export const plannedAddresses: readonly string[] = [
  'GET /cases/:id/dossier.docx',
  'GET /publications',
  'GET /cases/:id/publication',
  'PUT /cases/:id/publication',
  'POST /cases/:id/publication/release',
  'POST /cases/:id/publication/withdraw',
  'GET /exports/register.xlsx',
  'GET /exports/monthly.xlsx',
  'GET /statistics',
];
