import type { Act } from '../support/vendor/stand-in.ts';
import type { Channel } from './vendors.ts';

/** What is no text, in the way of each platform. */
type Deed = Readonly<Record<Channel, Omit<Act, 'userId'>>>;
const sticker: Deed = {
  telegram: { raw: { sticker: { file_id: 's', emoji: '🙂' } } },
  'zalo-oa': { does: 'sticker' },
  messenger: { does: 'sticker' },
  sms: { text: '🙂' },
};
const place: Deed = {
  telegram: { raw: { location: { latitude: 10.8, longitude: 106.7 } } },
  'zalo-oa': { does: 'location' },
  messenger: { does: 'location' },
  sms: { text: '10.8, 106.7' },
};

/** Files the report that has been written. */
const sendOff = 'gửi đi';

/** Reports that begin so are for the staff of the storm: nothing that their citizens say comes after them. */
export const wordsForStaff = 'rác đổ đầy đầu hẻm ba hôm nay';

/**
 * What citizens say, line by line: menus by number, questions with and without accents, follow-ups, turning
 * back, things that are no words at all. Every line expects an answer that depends on the lines before it and
 * not on the hour of the day.
 */
const scripts: readonly (readonly (string | Deed)[])[] = [
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
  ['/start', sticker, '1', 'cấp giấy xác nhận độc thân', 'nộp qua mạng', 'menu'],
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
  ['dang ky ho kinh doanh', 'can giay to gi', 'bao lau', 'menu', '2', 'menu', place],
  ['menu', '1', 'khai sinh', 'menu', '1', 'ket hon', 'menu', '7', 'hủy'],
  [
    'phản ánh',
    'đèn đường hư ba hôm nay',
    'không có chỗ cụ thể',
    sendOff,
    'xem phản ánh',
    'bổ sung thêm',
    'tối quá xe té hoài',
    'menu',
    'kiến nghị phường lắp thêm thùng rác',
    'không có chỗ cụ thể',
    sendOff,
    'menu',
  ],
  ['phản ánh', wordsForStaff, 'không có chỗ cụ thể', sendOff],
];

/** One citizen of the test, by one platform: the acts of one script. */
export interface Citizen {
  readonly channel: Channel;
  /** By which the platform knows them. */
  readonly userId: string;
  readonly script: number;
  readonly acts: readonly Act[];
}

/** How many reports the lines of this citizen file. */
export const reportsOf = ({ script }: Citizen): number =>
  (scripts[script] ?? []).filter((line) => line === sendOff).length;

export const scriptCount = scripts.length;
/** Of the citizens whose reports staff claim and answer. */
export const staffedScript = scriptCount - 1;
export const isStaffed = ({ script }: Citizen): boolean => script === staffedScript;

/** Ids as each platform gives them; mobile numbers for SMS. */
const userIdOf: Readonly<Record<Channel, (number: number) => string>> = {
  telegram: String,
  'zalo-oa': (number) => String(3n * 10n ** 18n + BigInt(number)),
  messenger: (number) => String(7n * 10n ** 15n + BigInt(number)),
  sms: (number) => `8490${String(number).padStart(7, '0')}`,
};

export function createCitizen(channel: Channel, number: number, script: number): Citizen {
  const lines = scripts[script % scripts.length] ?? [];
  const userId = userIdOf[channel](number);
  const acts = lines.map(
    (line): Act => ({ userId, ...(typeof line === 'string' ? { text: line } : line[channel]) }),
  );
  return { channel, userId, script: script % scripts.length, acts };
}
