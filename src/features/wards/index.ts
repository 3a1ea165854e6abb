export { momentWords, type Say, sayer } from './hours-text.ts';
export { importMergers, type MergerCounts } from './import-mergers.ts';
export { loadProvinceNames, loadSampleWard } from './sample-ward.ts';
export { createWardAbilities } from './ward-abilities.ts';
export { changeWard, ensureWard, listWards, loadWard, type Ward } from './wards.repo.ts';
