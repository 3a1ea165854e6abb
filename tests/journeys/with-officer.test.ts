import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import type { InboundContent } from '../../src/core/message.ts';
import { advance } from '../../src/engine/engine.ts';
import type { Session } from '../../src/engine/session.ts';
import { besideOfficer } from '../../src/engine/with-officer.ts';

const loaded = loadFlowBook(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error('the catalog has faults');
const book = loaded.value;

const text = (words: string): InboundContent => ({ kind: 'text', text: words });
const say = (session: Session | null, words: string): Session =>
  advance(book, session, { kind: 'inbound', at: 1_000, content: text(words) }).session;
const inMenu = say(null, 'menu');
const sureToErase = say(inMenu, 'xóa dữ liệu');

describe('while an officer talks', () => {
  it.each([
    'menu',
    'gặp cán bộ',
    'lệ phí đăng ký khai sinh bao nhiêu',
    '1',
    'có',
    'tôi muốn tố cáo',
    'H29.137-260701-0001',
    'English',
  ])('"%s" is for the officer alone', (words) => {
    expect(besideOfficer(book, inMenu, text(words))).toEqual({ kind: 'silent' });
  });

  it('buttons of earlier questions, photos and stickers are for the officer', () => {
    const [first] = inMenu.asked?.offered ?? [];
    const contents: InboundContent[] = [
      { kind: 'choice', choiceId: first?.id ?? '', label: first?.label ?? '' },
      { kind: 'choice', choiceId: 'menu' },
      { kind: 'photo', file: { id: 'f1' } },
      { kind: 'sticker' },
    ];

    expect(first?.id).toMatch(/:/);
    expect(contents.map((content) => besideOfficer(book, inMenu, content).kind)).toEqual(
      contents.map(() => 'silent'),
    );
  });

  it('emergency numbers are told, and no question is put again', () => {
    const heard = besideOfficer(book, inMenu, text('cháy nhà rồi cứu với'));
    const inCaption = besideOfficer(book, inMenu, {
      kind: 'photo',
      file: { id: 'f1' },
      caption: 'chay nha roi',
    });

    expect(heard).toMatchObject({ kind: 'warn', message: { choices: [] } });
    expect(heard.kind === 'warn' && heard.message.text).toMatch(/114/);
    expect(inCaption.kind).toBe('warn');
  });

  it.each(['ngừng nhận tin', 'xóa dữ liệu', 'xoa du lieu cua toi', 'xóa dữ liệu của tôi ạ'])(
    '"%s" is carried out',
    (words) => {
      expect(besideOfficer(book, inMenu, text(words))).toEqual({ kind: 'advance' });
      expect(besideOfficer(book, null, text(words))).toEqual({ kind: 'advance' });
    },
  );

  it('the question of an erasure is answered, and anything else is for the officer', () => {
    const [yes] = sureToErase.asked?.offered ?? [];

    expect(besideOfficer(book, sureToErase, text('có')).kind).toBe('advance');
    expect(besideOfficer(book, sureToErase, { kind: 'choice', choiceId: yes?.id ?? '' }).kind).toBe(
      'advance',
    );
    expect(besideOfficer(book, sureToErase, text('anh ơi nhà em ở tổ 5')).kind).toBe('silent');
  });
});
