import { foldAccents, normalCase } from '../../core/fold.ts';
import { type RawDossier, type RawField, rawFields } from './raw-dossier.ts';

/** Which heading holds a field, in its folded writing (`mahoso`). Kept per ward. */
export type ColumnMapping = Readonly<Partial<Record<RawField, string>>>;

/**
 * Headings of one-stop systems: no accents, no blanks. The first alias of a field that a table has is taken, so
 * the more exact one stands first.
 */
const aliases: Readonly<Record<RawField, readonly string[]>> = {
  code: [
    ...[
      'mahoso',
      'sohoso',
      'masohoso',
      'mahosotthc',
      'mahosodvc',
      'sobiennhan',
      'mabiennhan',
      'sobiennhanhoso',
    ],
    ...['mahs', 'sohs', 'mshs', 'sobn', 'mabn', 'mahosoquocgia', 'dossiercode', 'code'],
  ],
  state: [
    ...['trangthaihoso', 'trangthaixuly', 'trangthai', 'tinhtranghoso', 'tinhtrangxuly', 'tinhtrang'],
    ...['trangthaihs', 'tinhtranghs', 'ketquaxuly', 'buocxuly', 'tiendo', 'status', 'state'],
  ],
  procedure: [
    ...['tenthutuc', 'tenthutuchanhchinh', 'thutuchanhchinh', 'thutuc', 'tentthc', 'tthc', 'tendichvucong'],
    ...['loaihoso', 'tenhoso', 'tenloaihoso', 'dichvucong', 'noidunghoso'],
  ],
  applicant: [
    ...['nguoinop', 'hotennguoinop', 'tennguoinop', 'nguoinophoso', 'chuhoso', 'tenchuhoso', 'hotenchuhoso'],
    ...[
      'hotencongdan',
      'tencongdan',
      'hoten',
      'hovaten',
      'hotenvanguoinop',
      'tochuccanhan',
      'tentochuccanhan',
    ],
    ...['nguoiyeucau', 'hotennguoiyeucau', 'khachhang'],
  ],
  phone: [
    ...['sodienthoai', 'sodienthoainguoinop', 'dienthoainguoinop', 'dienthoai', 'dienthoailienhe'],
    ...[
      'sodienthoailienhe',
      'sodtnguoinop',
      'sdtnguoinop',
      'sdt',
      'sodt',
      'dtdd',
      'didong',
      'sodidong',
      'phone',
    ],
  ],
  personalId: [
    ...['sodinhdanh', 'sodinhdanhcanhan', 'madinhdanh', 'madinhdanhcanhan', 'socccd', 'cccd', 'cancuoc'],
    ...[
      'socancuoc',
      'socancuoccongdan',
      'cancuoccongdan',
      'cmndcccd',
      'cccdcmnd',
      'socmndcccd',
      'socccdcmnd',
    ],
    ...['socmnd', 'cmnd', 'sogiaytotuythan', 'giaytotuythan', 'cmtnd', 'socmt', 'cmt'],
  ],
  office: [
    ...['donvidangxuly', 'phongbandangxuly', 'donvixuly', 'donvigiaiquyet', 'phongbanxuly', 'coquanxuly'],
    ...['coquangiaiquyet', 'phongban', 'phongchuyenmon', 'donvi', 'coquan', 'bophanxuly', 'noixuly'],
  ],
  officer: [
    ...[
      'canbodangxuly',
      'canboxuly',
      'nguoidangxuly',
      'nguoixuly',
      'canbothuly',
      'chuyenvienxuly',
      'chuyenvien',
    ],
    ...['congchucxuly', 'canbogiaiquyet', 'congchuc', 'canbo'],
  ],
  receivedOn: [
    ...[
      'ngaytiepnhan',
      'ngaynhan',
      'ngaynhanhoso',
      'ngaytiepnhanhoso',
      'thoigiantiepnhan',
      'ngaygiotiepnhan',
    ],
    ...['ngaynop', 'ngaynophoso', 'thoidiemtiepnhan', 'ngaynhanhs'],
  ],
  dueOn: [
    ...['ngayhentra', 'ngayhentraketqua', 'hentraketqua', 'hentra', 'thoigianhentra', 'thoihantraketqua'],
    ...[
      'thoigianhentraketqua',
      'hantraketqua',
      'ngayhen',
      'ngayhentrakq',
      'hantra',
      'thoihangiaiquyet',
      'hanxuly',
    ],
    ...['thoihan', 'ngaydenhan'],
  ],
  resultOn: [
    ...['ngaycoketqua', 'ngaytraketqua', 'ngaytra', 'ngayketthuc', 'ngayhoanthanh', 'ngaytrakq', 'ngaycokq'],
    ...['thoigiantraketqua', 'ngayketthucxuly', 'ngaygiaiquyetxong', 'ngaythuctra'],
  ],
  missing: [
    ...[
      'giaytobosung',
      'giaytoconthieu',
      'giaytothieu',
      'noidungbosung',
      'yeucaubosung',
      'noidungyeucaubosung',
    ],
    ...['thanhphanhosothieu', 'hosothieu', 'canbosung', 'lydobosung'],
  ],
  resultPlace: [
    ...['noitraketqua', 'noinhanketqua', 'diadiemtraketqua', 'diadiemnhanketqua', 'noitra', 'noitrakq'],
    ...['hinhthuctraketqua', 'hinhthucnhanketqua', 'hinhthuctra'],
  ],
  apologyText: [
    'noidungxinloi',
    'phieuxinloi',
    'xinloi',
    'lydoxinloi',
    'thuxinloi',
    'lydotrehan',
    'lydoquahan',
  ],
  newDate: [
    'ngayhenlai',
    'henlaingay',
    'ngayhentralai',
    'ngayhentramoi',
    'ngayhenmoi',
    'henlai',
    'ngayhenlaitraketqua',
  ],
};

/** `Mã hồ sơ (*)` and `MÃ HỒ SƠ` are the same heading. */
export function foldHeading(heading: string): string {
  return foldAccents(normalCase(heading.replace(/\([^)]*\)/g, ''))).replace(/[^a-z0-9]+/g, '');
}

/** Columns by field when this row is a heading row, that is, names the code and something else. */
export function columnsOf(
  headings: readonly string[],
  saved: ColumnMapping,
): ReadonlyMap<RawField, number> | undefined {
  const folded = headings.map(foldHeading);
  const columns = new Map<RawField, number>();
  const taken = new Set<number>();
  for (const field of rawFields) {
    const wanted = [saved[field] ?? '', ...aliases[field]].filter((alias) => alias !== '');
    const at = wanted.map((alias) => folded.indexOf(alias)).find((index) => index >= 0 && !taken.has(index));
    if (at === undefined) continue;
    columns.set(field, at);
    taken.add(at);
  }
  return columns.has('code') && columns.size >= 2 ? columns : undefined;
}

/** The mapping to remember: these headings held these fields. */
export function mappingOf(
  headings: readonly string[],
  columns: ReadonlyMap<RawField, number>,
): ColumnMapping {
  return Object.fromEntries([...columns].map(([field, at]) => [field, foldHeading(headings[at] ?? '')]));
}

export function rawOf(cells: readonly string[], columns: ReadonlyMap<RawField, number>): RawDossier {
  return Object.fromEntries([...columns].map(([field, at]) => [field, cells[at] ?? '']));
}
