import { describe, expect, it } from 'vitest';
import { splitNames } from './import-mergers.ts';
import { loadProvinceNames, loadSampleWard } from './sample-ward.ts';
import { isNearly, readWardName, wardKey } from './ward-names.ts';
import { WardSettings } from './ward-settings.ts';

describe('the name of a ward', () => {
  it.each([
    ['Phường 05', '5'],
    ['P.5', '5'],
    ['p5', '5'],
    ['phuong 5', '5'],
    ['Phường số 5', '5'],
    ['Thị trấn Thứ Ba', 'thu ba'],
    ['TT. Thứ Ba', 'thu ba'],
    ['XÃ ĐÔNG HOÀ', 'dong hoa'],
    ['Đặc khu Đảo Mẫu', 'dao mau'],
    ['Xã Mẫu (huyện Thí Dụ)', 'mau'],
    ['Xã', 'xa'],
    ['Phường Xuân', 'xuan'],
  ])('"%s" is looked up as "%s"', (name, key) => {
    expect(wardKey(name)).toBe(key);
  });

  it('is found in what people say around it', () => {
    expect(readWardName('hồi trước tôi ở phường 5 quận Mẫu').keys).toContain('5');
    expect(readWardName('xã Đông Mẫu, tỉnh Thí Dụ').keys).toContain('dong mau');
    expect(readWardName('').keys).toEqual([]);
  });

  it.each([
    ['thanh xuann', 'thanh xuan', true],
    ['thnah xuan', 'thanh xuan', true],
    ['thanhxuan', 'thanh xuan', true],
    ['12', '13', false],
    ['tan phu 2', 'tan phu 3', false],
    ['tan phu o', 'tan phuoc', false],
    ['an', 'in', false],
    ['dong mau', 'tay mau', false],
  ])('"%s" is a slip of "%s": %s', (typed, name, nearly) => {
    expect(isNearly(typed, name)).toBe(nearly);
  });
});

describe('a cell of old names', () => {
  it('is split at commas outside brackets', () => {
    expect(splitNames('Xã A, Xã B (phần còn lại sau khi nhập vào xã C, xã D), Phường 1')).toEqual([
      'Xã A',
      'Xã B (phần còn lại sau khi nhập vào xã C, xã D)',
      'Phường 1',
    ]);
    expect(splitNames('Không sáp nhập')).toEqual([]);
  });
});

describe('the settings of a ward', () => {
  it('of the sample are whole and its numbers belong to nobody', async () => {
    const ward = await loadSampleWard('content');
    expect(ward.name).toBe('Phường Gần Dân');
    for (const { phone } of ward.settings.contacts) expect(phone).toMatch(/^0900 000 00\d$/);
  });

  it('name the provinces once each', async () => {
    const names = Object.values(await loadProvinceNames('content')).flat();
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [
      'an interval that ends before it begins',
      { weekly: { mon: [{ from: '11:00', to: '07:00' }] }, years: [] },
    ],
    ['an hour that no day has', { weekly: { mon: [{ from: '07:00', to: '25:00' }] }, years: [] }],
    [
      'a holiday of another year',
      { weekly: {}, years: [{ year: 2026, source: 'x', closed: [{ date: '2027-01-01', name: 'x' }] }] },
    ],
  ])('refuse %s', (_, officeHours) => {
    expect(WardSettings.safeParse({ officeHours }).success).toBe(false);
  });
});
