/** Header aliases of tabular procedure files -> field; compared without accents, case and punctuation. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  code: ['code', 'ma', 'ma thu tuc', 'ma tthc', 'ma so', 'ma so tthc', 'ma thu tuc hanh chinh'],
  name: ['name', 'ten', 'ten thu tuc', 'ten tthc', 'ten thu tuc hanh chinh'],
  field: ['field', 'linh vuc', 'ten linh vuc'],
  ministry: ['ministry', 'bo', 'bo nganh', 'co quan cong bo'],
  levels: ['levels', 'level', 'cap', 'cap thuc hien', 'cap giai quyet'],
  decision: ['decision', 'quyet dinh', 'so quyet dinh', 'quyet dinh cong bo'],
  audience: ['audience', 'doi tuong', 'doi tuong thuc hien'],
  agency: ['agency', 'co quan thuc hien', 'co quan tiep nhan'],
  competent: ['competent', 'co quan co tham quyen', 'co quan giai quyet'],
  steps: ['steps', 'trinh tu', 'trinh tu thuc hien', 'cac buoc'],
  conditions: ['conditions', 'dieu kien', 'yeu cau dieu kien', 'yeu cau dieu kien thuc hien'],
  legal_raw: ['legal', 'legal raw', 'can cu phap ly', 'co so phap ly'],
  url: ['url', 'lien ket', 'duong dan', 'link'],
  source: ['source', 'nguon'],
  components: ['components', 'thanh phan ho so', 'giay to', 'ho so'],
  results: ['results', 'ket qua', 'ket qua thuc hien'],
  time: ['time', 'thoi han', 'thoi gian', 'thoi han giai quyet', 'thoi gian giai quyet'],
  time_unit: ['time unit', 'don vi thoi gian', 'don vi thoi han'],
  fee: ['fee', 'phi', 'le phi', 'phi le phi', 'muc phi'],
  channel: ['channel', 'hinh thuc', 'hinh thuc nop', 'cach thuc', 'cach thuc thuc hien'],
};
const fieldByAlias = new Map(
  Object.entries(aliases).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** From a header row, a function that turns a row of cells into the shape of the JSONL format. */
export function rawOfTable(head: readonly string[]): (cells: readonly string[]) => Record<string, unknown> {
  const fields = head.map((title) => fieldByAlias.get(plain(title)));
  return (cells) => {
    const row: Record<string, string> = {};
    for (const [column, field] of fields.entries()) {
      const cell = cells[column];
      if (field && cell !== undefined) row[field] = cell;
    }
    return shapeOf(row);
  };
}

function shapeOf(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const { channel, time, time_unit, fee, components, results, ...rest } = row;
  const hasChannel = [channel, time, fee].some((cell) => cell?.trim());
  return {
    ...rest,
    channels: hasChannel ? [{ channel: channel || 'Trực tiếp', ...splitTime(time, time_unit), fee }] : [],
    components: lines(components).map((name) => ({ name })),
    results: lines(results).map((name) => ({ name })),
  };
}

/** "5 ngày làm việc" in one cell is a number and its unit. */
function splitTime(time = '', unit = ''): { time: string; time_unit: string } {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(\p{L}.*)?$/u.exec(time);
  return { time: match?.[1] ?? '', time_unit: unit.trim() || (match?.[2]?.trim() ?? '') };
}

const lines = (cell = '') =>
  cell
    .split(/\n|;/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function plain(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
