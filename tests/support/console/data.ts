import type { z } from 'zod';
import type { CaseDetail } from '../../../src/contracts/console/case.ts';
import type { CaseRow } from '../../../src/contracts/console/cases.ts';
import type { ConversationDetail } from '../../../src/contracts/console/conversations.ts';
import type { Lookups } from '../../../src/contracts/console/lookups.ts';
import type { Session } from '../../../src/contracts/console/session.ts';

const hour = 3_600_000;
const day = 24 * hour;

export const self = { id: 1, name: 'Nguyễn Thị Hạnh' };
export const colleague = { id: 2, name: 'Trần Văn Bình' };

export const session = (more: Partial<Session> = {}): Session => ({
  staff: { ...self, email: 'hanh@phuong.example', language: 'vi' },
  ward: { code: '00001', name: 'Phường Gần Dân' },
  grants: ['dispatcher', 'officer', 'approver', 'admin'].map((role) => ({
    role: role as 'officer',
    officeId: role === 'officer' ? 1 : null,
    neighbourhoodId: null,
  })),
  mustDo: [],
  hasTotp: false,
  absence: null,
  ...more,
});

export const lookups: Lookups = {
  offices: [
    { id: 1, code: 'dia-chinh', name: 'Tổ Địa chính – Xây dựng', kind: 'internal' },
    { id: 2, code: 'moi-truong', name: 'Tổ Môi trường, đô thị', kind: 'internal' },
    { id: 9, code: 'dien-luc', name: 'Điện lực khu vực', kind: 'external' },
  ],
  neighbourhoods: [
    { id: 1, code: 'tdp-1', name: 'Tổ dân phố số 1' },
    { id: 2, code: 'tdp-2', name: 'Tổ dân phố số 2 – Khu tập thể Bờ Sông' },
  ],
  categories: [
    { code: 'waste', vi: 'Rác thải, vệ sinh', en: 'Waste', chairOnly: false, needsApproval: false },
    { code: 'lighting', vi: 'Đèn đường', en: 'Street lights', chairOnly: false, needsApproval: false },
    { code: 'building', vi: 'Trật tự xây dựng', en: 'Building', chairOnly: false, needsApproval: true },
  ],
  staff: [
    { ...self, officeIds: [1], away: false },
    { ...colleague, officeIds: [2], away: false },
    { id: 3, name: 'Lê Thị Cúc', officeIds: [1], away: true },
  ],
  templates: [
    {
      id: 1,
      category: null,
      title: 'Đã tiếp nhận',
      body: 'Dạ, phản ánh {code} đã được {office} tiếp nhận. Chúng tôi trả lời trước ngày {due}.',
    },
  ],
};

const texts = [
  'Rác ở đầu ngõ 12 ba ngày nay không ai thu gom, mùi hôi bay vào nhà, trẻ con hay bị ho. Mong phường cho xe đến lấy.',
  'Đèn đường trước cổng trường tiểu học bị hỏng từ tuần trước, buổi tối đi lại rất nguy hiểm.',
  'Nhà số 7 đang xây lấn ra vỉa hè, vật liệu để kín lối đi của người già và xe lăn.',
];
const categories = ['waste', 'lighting', 'building'];

export function makeRow(id: number, now: number): CaseRow {
  const dueAt = now + (id - 3) * 5 * hour;
  return {
    id,
    code: `PA-261125-${String(id).padStart(4, '0')}-K`,
    kind: 'feedback',
    category: categories[id % 3] ?? 'waste',
    state: id % 4 === 0 ? 'in_progress' : 'new',
    excerpt: texts[id % 3] ?? '',
    neighbourhoodId: (id % 2) + 1,
    officeId: id % 5 === 0 ? null : 1,
    withHead: false,
    assignee: id % 4 === 0 ? self : null,
    urgent: id % 7 === 1,
    channel: 'zalo-oa',
    photos: id % 3,
    receivedAt: now - 2 * day,
    dueAt,
    pausedAt: null,
    pauseReason: null,
    elapsed: dueAt < now ? 1.2 : 0.4,
    waitsForApproval: id % 6 === 0,
    hasNews: id % 5 === 1,
    rating: null,
    version: 1,
    changedAt: now - hour,
  };
}

export function makeDetail(row: CaseRow, now: number): CaseDetail {
  return {
    ...row,
    body: texts[row.id % 3] ?? '',
    videoLink: null,
    address: '12 Đường Bờ Sông',
    place: { latitude: 21.03, longitude: 105.85 },
    identityShown: true,
    hasContact: true,
    readers: [self, colleague],
    contact: { name: 'Phạm Văn Nam', phone: '0900 000 012' },
    filedBy: null,
    deadline: {
      value: 7,
      unit: 'working_day',
      legalBasis: 'Mức tạm dùng, chờ quyết định của UBND tỉnh, thành phố',
      confidence: 'GK',
      effectiveFrom: '2025-07-01',
    },
    answeredAt: null,
    reopenedTimes: 0,
    mergedInto: null,
    merged: [],
    followers: 2,
    ratingWords: null,
    photosList: Array.from({ length: row.photos }, (_, at) => ({ id: `anh-${at}`, width: 640, height: 480 })),
    history: [
      {
        id: 1,
        at: row.receivedAt,
        actor: 'citizen',
        staff: null,
        kind: 'filed',
        facts: { officeId: 1 },
        words: null,
      },
      {
        id: 2,
        at: now - 5 * hour,
        actor: 'staff',
        staff: colleague,
        kind: 'noted',
        facts: {},
        words: 'Đã gọi cho tổ thu gom, hẹn chiều nay. @Nguyễn Thị Hạnh theo dõi giúp.',
      },
    ],
    answers: [makeAnswer(row.id, now)],
    reply: {
      channel: 'zalo-oa',
      windowClosesAt: now + 23.5 * hour,
      open: true,
      blocked: false,
      maxChars: 2000,
    },
    otherWays: [],
    conversationId: 1,
    acts: ['claim', 'assign', 'transfer', 'refer', 'pause', 'merge', 'decline', 'note', 'answer', 'approve'],
  };
}

function makeAnswer(id: number, now: number): CaseDetail['answers'][number] {
  const base = {
    body: 'Dạ, chúng tôi đã báo tổ thu gom, chiều nay có xe đến.',
    writtenBy: colleague,
    isFinal: false,
  };
  if (id % 2 === 0)
    return {
      ...base,
      id: 1,
      state: 'waiting_approval',
      decidedBy: null,
      createdAt: now - hour,
      decidedAt: null,
      messages: [],
      fallbacks: [],
    };
  const message = {
    messageId: 1,
    channel: 'zalo-oa',
    state: 'permanent_failure',
    reason: 'window_closed',
    words: 'đã hết thời gian trả lời trên Zalo',
    at: now - hour,
  };
  return {
    ...base,
    id: 1,
    state: 'queued',
    decidedBy: colleague,
    createdAt: now - 2 * hour,
    decidedAt: now - hour,
    messages: [message],
    fallbacks: ['sms', 'template', 'phone', 'again'],
  };
}

type Talk = z.infer<typeof ConversationDetail>;

export function makeTalk(now: number): Talk {
  const turn = (id: number, from: 'citizen' | 'bot', text: string): Talk['turns'][number] => ({
    id: String(id),
    at: now - hour + id * 60_000,
    from,
    by: null,
    kind: 'text',
    text,
    state: from === 'bot' ? 'delivered' : null,
    reason: null,
    clientId: null,
    photos: [],
  });
  return {
    id: 1,
    name: 'Phạm Văn Nam',
    channel: 'zalo-oa',
    speaker: 'bot',
    officer: null,
    lastText: 'Tôi muốn gặp cán bộ',
    lastAt: now - hour,
    waiting: now - hour,
    windowClosesAt: now + 20 * hour,
    canWrite: true,
    topic: 'Hỏi về giấy phép sửa nhà',
    turns: [
      turn(1, 'citizen', 'Nhà tôi muốn sửa mái thì có phải xin phép không?'),
      turn(2, 'bot', 'Dạ, sửa mái không đổi kết cấu thì không phải xin giấy phép.'),
      turn(3, 'citizen', 'Tôi muốn gặp cán bộ'),
    ],
    before: null,
    maxChars: 2000,
  };
}
