import { foldWords } from '../../core/fold.ts';
import type { Tx } from '../../store/database.ts';
import { isNearly, readWardName, wardKey } from './ward-names.ts';
import { type FormerWard, loadAllKeys, loadById, loadByKeys, loadProvinces } from './wards.repo.ts';

export interface WardQuestion {
  readonly name: string;
  /** The ward that asks: its own province is the likelier one. */
  readonly homeProvince: string;
  /** Other names of provinces, by the name in the list. */
  readonly provinceNames: Readonly<Record<string, readonly string[]>>;
}

type KeyedWard = FormerWard & { readonly key: string };

const chosenId = /^w\/(\d{1,9})$/;
export const optionId = ({ id }: FormerWard): string => `w/${id}`;

/** The wards that an old name may mean today, likeliest first; one per new ward. */
export async function findWards(tx: Tx, question: WardQuestion): Promise<FormerWard[]> {
  const chosen = chosenId.exec(question.name.trim());
  if (chosen) {
    const row = await loadById(tx, Number(chosen[1]));
    return row ? [row] : [];
  }
  const { keys, hint } = readWardName(question.name);
  const rows = await loadNamed(tx, keys);
  if (rows.length === 0) return [];
  const provinces = await provincesIn(tx, hint, question);
  const atHome = (province: string): boolean =>
    isProvince(province, question.homeProvince, question.provinceNames);
  return onePerNewWard(
    narrow(rows, { hint, provinces, elsewhere: namesAnotherPlace(hint, rows[0]?.key ?? ''), atHome }),
  );
}

/**
 * By the longest run of words that is a name, or nearly one: `Thanh Xuânn` is Thanh Xuân before it is the ward
 * called Thanh.
 */
async function loadNamed(tx: Tx, keys: readonly string[]): Promise<KeyedWard[]> {
  const exact = await loadByKeys(tx, keys);
  const known = exact.some((row) => row.key === keys[0]) ? [] : await loadAllKeys(tx);
  for (const key of keys) {
    const same = exact.filter((row) => row.key === key);
    if (same.length > 0) return same;
    const near = known.filter((name) => isNearly(key, name));
    if (near.length > 0) return loadByKeys(tx, near);
  }
  return [];
}

/** The provinces that the words end with. */
async function provincesIn(tx: Tx, hint: string, question: WardQuestion): Promise<string[]> {
  const endsWith = (name: string): boolean => hint.endsWith(` ${name}`);
  return (await loadProvinces(tx)).filter((province) => namesOf(province, question).some(endsWith));
}

const namesOf = (province: string, { provinceNames }: Pick<WardQuestion, 'provinceNames'>): string[] =>
  [province, ...(provinceNames[province] ?? [])].map(foldProvince);

/** Is this province of the list the one that goes by that name? */
export function isProvince(
  listed: string,
  name: string,
  provinceNames: WardQuestion['provinceNames'],
): boolean {
  return namesOf(listed, { provinceNames }).includes(foldProvince(name));
}

function foldProvince(name: string): string {
  return foldWords(name).replace(/^(?:tinh|thanh pho|tp) /, '');
}

interface Where {
  readonly elsewhere: boolean;
  readonly hint: string;
  readonly provinces: readonly string[];
  readonly atHome: (province: string) => boolean;
}

/** A district that was named decides; a province that was named is meant; the one at home is the likelier. */
function narrow(
  rows: readonly FormerWard[],
  { hint, provinces, elsewhere, atHome }: Where,
): readonly FormerWard[] {
  const inDistrict = rows.filter(
    (row) => districtOf(row) !== '' && ` ${hint} `.includes(` ${districtOf(row)} `),
  );
  if (inDistrict.length > 0) return preferred(inDistrict, (row) => provinces.includes(row.province));
  if (provinces.length > 0) return rows.filter((row) => provinces.includes(row.province));
  // "Tân Mẫu, Biên Trấn": a place that the list does not know may be far from home.
  return elsewhere ? rows : preferred(rows, (row) => atHome(row.province));
}

/** Words that say nothing of where a ward lies. */
const idleWords = new Set(
  'quan huyen thi xa thanh pho tinh phuong tran tp tx tt p x f thi gio bay nay hien di dau lam giay to o cu truoc day thuoc ve la nao sap nhap gi vay a u roi moi hoi toi tui minh nha'.split(
    ' ',
  ),
);

/** Does the citizen name another place beside the ward? */
function namesAnotherPlace(hint: string, key: string): boolean {
  const rest = wardKey(hint).split(' ').slice(key.split(' ').length);
  return rest.some((word) => word !== '' && !/\d/.test(word) && !idleWords.has(word)) && rest.length < 8;
}

function preferred(rows: readonly FormerWard[], fits: (row: FormerWard) => boolean): readonly FormerWard[] {
  const kept = rows.filter(fits);
  return kept.length > 0 ? kept : rows;
}

/** `Phường 1 (thành phố Mẫu)` was the one of that district. */
function districtOf({ oldName }: FormerWard): string {
  const note = /\((?:quận|huyện|thị xã|thành phố|TP)\.? ([^)]*)\)/i.exec(oldName);
  return note?.[1] ? foldWords(note[1]) : '';
}

function onePerNewWard(rows: readonly FormerWard[]): FormerWard[] {
  const byWard = new Map<string, FormerWard>();
  for (const row of rows) {
    const key = `${row.province}|${row.newName}`;
    const known = byWard.get(key);
    // The row that says what it was tells more than the one of the unchanged name.
    if (!known || known.oldName === known.newName) byWard.set(key, row);
  }
  return [...byWard.values()];
}
