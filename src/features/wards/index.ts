export { momentWords, type Say, sayer } from './hours-text.ts';
export { importMergers } from './import-mergers.ts';
export { loadProvinceNames, loadSampleWard } from './sample-ward.ts';
export { createWardAbilities } from './ward-abilities.ts';
export { ensureWard, loadWard, type Ward } from './wards.repo.ts';
