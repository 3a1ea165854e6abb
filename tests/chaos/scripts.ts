import type { CitizenAct } from '../support/stand-in-telegram.ts';

/**
 * What citizens say, line by line: menus by number, questions with and without accents, follow-ups, turning
 * back, things that are no words at all. Every line expects an answer that depends on the lines before it and
 * not on the hour of the day.
 */
const scripts: readonly (readonly (string | object)[])[] = [
  [
    '/start',
    '1',
    'khai sinh cho con cần gì',
    'lệ phí bao nhiêu',
    'mất bao lâu',
    'menu',
    'nộp trực tuyến',
    'quay lại',
  ],
  ['xin chào', '2', 'dang ky ket hon', 'quay lại', 'menu', '3', 'menu'],
  [
    'chung thuc ban sao can gi',
    'nộp ở đâu',
    'các bước làm thế nào',
    'bao lâu thì xong',
    'cảm ơn',
    'menu',
    '1',
  ],
  ['/start', '4', 'H29-260101-0001', 'hủy', 'menu', '5', 'menu', 'trợ giúp'],
  ['mo quan tra sua', 'le phi bao nhieu', 'english', 'menu', 'tiếng việt', 'menu', '2', 'quay lại', 'menu'],
  ['thời tiết hôm nay thế nào', 'không', 'đăng ký thường trú cần giấy tờ gì', 'lệ phí', 'menu', '5', 'menu'],
  [
    '/start',
    { sticker: { file_id: 's', emoji: '🙂' } },
    '1',
    'cấp giấy xác nhận độc thân',
    'nộp qua mạng',
    'menu',
  ],
  [
    'chào bạn',
    '1',
    'đăng ký khai tử cần gì',
    'mất bao lâu',
    'nộp ở đâu',
    'à không',
    'menu',
    '3',
    'menu',
    'hủy',
  ],
  [
    'dang ky ho kinh doanh',
    'can giay to gi',
    'bao lau',
    'menu',
    '2',
    'menu',
    { location: { latitude: 10.8, longitude: 106.7 } },
  ],
  ['menu', '1', 'khai sinh', 'menu', '1', 'ket hon', 'menu', '7', 'hủy'],
];

/** One citizen of the test: a chat of their own and the acts of one script. */
export interface Citizen {
  readonly chatId: number;
  readonly script: number;
  readonly acts: readonly CitizenAct[];
}

export const scriptCount = scripts.length;

export function createCitizen(chatId: number, script: number): Citizen {
  const lines = scripts[script % scripts.length] ?? [];
  const acts = lines.map(
    (line): CitizenAct => (typeof line === 'string' ? { chatId, text: line } : { chatId, message: line }),
  );
  return { chatId, script: script % scripts.length, acts };
}
