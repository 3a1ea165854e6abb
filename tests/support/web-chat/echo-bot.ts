import type { InboundEvent } from '../../../src/core/message.ts';
import type { Said } from './memory-port.ts';

const menu = [
  { id: 'm1', label: 'Làm giấy khai sinh' },
  { id: 'm2', label: 'Xem hồ sơ của tôi' },
  { id: 'm3', label: 'Nộp hồ sơ trên mạng' },
  { id: 'm4', label: 'Gặp cán bộ' },
];
const choices = [
  { id: 'thu_tuc', label: 'Tìm thủ tục' },
  { id: 'ho_so', label: 'Tra cứu hồ sơ' },
];
const links = [{ label: 'Mở Cổng dịch vụ công', url: 'https://dichvucong.gov.vn/' }];

/** Words that make the bot show what the page must be able to show. */
const shows: Readonly<Record<string, Said | null>> = {
  'im lặng': null,
  nút: { text: 'Bà con chọn một mục nhé:', choices },
  'vị trí': { text: 'Bà con đang ở đâu?', request: 'location' },
  'liên kết': { text: 'Xem tại https://dichvucong.gov.vn/p/home (miễn phí).', links },
};

/** Says back what it got. */
export function echoBot({ content }: InboundEvent): Said | null {
  switch (content.kind) {
    case 'start':
      return { text: `Phường xin chào bà con! ${content.source ?? ''}`.trim(), choices: menu };
    case 'choice':
      return { text: `Đã chọn: ${content.label ?? content.choiceId}` };
    case 'location':
      return { text: `Đã nhận vị trí: ${content.latitude.toFixed(3)}, ${content.longitude.toFixed(3)}` };
    case 'photo':
      return { text: `Đã nhận ảnh: ${content.file.mime ?? '?'}` };
    case 'text':
      return content.text in shows
        ? (shows[content.text] ?? null)
        : { text: `Bà con vừa nhắn: ${content.text}` };
    default:
      return null;
  }
}
