import { foldWords } from '../../core/fold.ts';
import type { DossierState } from './dossier.schema.ts';

/**
 * How one-stop systems word a state, without accents; the first row with a phrase inside the text wins, so what
 * is said about a later step, or that something is not yet so, stands before the plain words it contains.
 */
const phrasesByState: readonly (readonly [DossierState, readonly string[]])[] = [
  [
    'processing',
    ['da bo sung', 'da nop bo sung', 'chua co ket qua', 'dang cho ket qua', 'da tiep nhan bo sung'],
  ],
  ['needs_papers', ['bo sung', 'thieu giay to', 'hoan thien ho so']],
  ['withdrawn', ['rut ho so', 'da rut', 'cong dan rut', 'dung xu ly', 'da huy', 'huy ho so']],
  [
    'rejected',
    ['tu choi', 'khong giai quyet', 'khong tiep nhan', 'khong du dieu kien', 'tra lai', 'khong duoc duyet'],
  ],
  ['waiting_payment', ['nghia vu tai chinh', 'thanh toan', 'nop phi', 'nop le phi', 'nop thue']],
  ['ready', ['cho tra', 'chua tra', 'cho nhan ket qua', 'chua nhan ket qua', 'moi nhan ket qua']],
  ['returned', ['da tra', 'da nhan ket qua', 'da giao ket qua', 'ket thuc']],
  ['ready', ['co ket qua', 'xu ly xong', 'da xu ly', 'da giai quyet', 'hoan thanh', 'da duyet', 'da ky']],
  [
    'processing',
    [
      'dang xu ly',
      'dang giai quyet',
      'cho xu ly',
      'tham dinh',
      'xac minh',
      'trinh ky',
      'cho ky',
      'cho duyet',
      'phe duyet',
      'luan chuyen',
      'chuyen xu ly',
      'qua han',
      'lien thong',
      'phan cong',
    ],
  ],
  ['received', ['tiep nhan', 'moi nop', 'moi dang ky', 'da nop', 'da gui', 'moi den']],
];

/** The state that a text means; `own` are the ward's names by their folded writing. */
export function stateOf(text: string, own: Readonly<Record<string, DossierState>> = {}): DossierState {
  const words = foldWords(text);
  if (words === '') return 'unknown';
  const named = own[words];
  if (named) return named;
  const row = phrasesByState.find(([, phrases]) =>
    phrases.some((phrase) => ` ${words} `.includes(` ${phrase} `)),
  );
  return row?.[0] ?? 'other';
}
