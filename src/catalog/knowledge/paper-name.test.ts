import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperName } from './paper-name.ts';

describe('the name of a paper', () => {
  it.each([
    ['loses its numbering', '- a) đơn đề nghị nuôi ong;', 'Đơn đề nghị nuôi ong'],
    ['loses numbers of chapters', '1.2.3. Sơ đồ trại ong..', 'Sơ đồ trại ong'],
    [
      'loses the heading of the table it was glued to',
      'Hồ sơ gồm:Tên giấy tờMẫu đơn, tờ khaiSố lượnga) Tờ khai nuôi ong',
      'Tờ khai nuôi ong',
    ],
    ['loses the file that hung on it', 'Tờ khai (Mẫu số 1).1.Mau01 nuoi ong (3).doc', 'Tờ khai (Mẫu số 1)'],
    ['keeps numbers that belong to it', '02 ảnh 4x6 cm', '02 ảnh 4x6 cm'],
    ['stays as it is when nothing else would be left', '- ', '-'],
  ])('%s', (_name, flattened, name) => {
    expect(paperName(flattened)).toBe(name);
  });

  it('is never empty, whatever stood there', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => text.trim() === '' || paperName(text) !== ''),
    );
  });
});
