import {
  ConversationDetail,
  ConversationList,
  HandBackAnswer,
  MessageTaken,
  OfficerMessage,
  TakeAnswer,
  TurnsQuery,
} from '../../contracts/console/conversations.ts';
import { FileAnswer, type StaffRoute, staffRoute } from '../staff/index.ts';
import { handBack } from './hand-back.ts';
import { refusal } from './live-chat.errors.ts';
import type { LiveChatDeps } from './live-chat-deps.ts';
import { takeMessage } from './officer-message.ts';
import { listOf, readConversation, readPhoto } from './read-conversation.ts';
import { takeOver } from './take-over.ts';

/** `/conversations`: chats that officers take over from the bot, answer, and hand back. */
export const createLiveChatRoutes = (deps: LiveChatDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/conversations',
    summary: 'Các cuộc trò chuyện đang chờ hoặc đang có cán bộ trả lời',
    answer: ConversationList,
    handle: ({ actor }) => listOf(deps, actor),
  }),
  staffRoute({
    method: 'GET',
    path: '/conversations/:id',
    summary: 'Nội dung một cuộc trò chuyện, lùi dần về trước',
    query: TurnsQuery,
    answer: ConversationDetail,
    handle: ({ actor, params, query }) =>
      readConversation(deps, actor, { id: idOf(params.id, 'conversation_not_found'), query }),
  }),
  staffRoute({
    method: 'GET',
    path: '/conversations/:id/photos/:photo',
    summary: 'Ảnh mà người dân gửi trong cuộc trò chuyện',
    handle: async ({ actor, params }) => {
      const place = { id: idOf(params.id, 'photo_gone'), photo: idOf(params.photo, 'photo_gone') };
      const bytes = await readPhoto(deps, actor, place);
      return new FileAnswer({ mime: 'image/jpeg', bytes, fileName: null });
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/conversations/:id/take',
    summary: 'Tiếp nhận cuộc trò chuyện; trợ lý tự động tạm dừng',
    answer: TakeAnswer,
    handle: ({ actor, params }) => takeOver(deps, actor, idOf(params.id, 'conversation_not_found')),
  }),
  staffRoute({
    method: 'POST',
    path: '/conversations/:id/messages',
    summary: 'Nhắn cho người dân; gửi lại cùng một id không làm tin đi hai lần',
    body: OfficerMessage,
    answer: MessageTaken,
    handle: async ({ actor, params, body }) => {
      const conversationId = idOf(params.id, 'conversation_not_found');
      await takeMessage(deps, actor, { conversationId, message: body });
      return { accepted: true };
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/conversations/:id/hand-back',
    summary: 'Trả cuộc trò chuyện cho trợ lý tự động và đóng yêu cầu gặp cán bộ',
    answer: HandBackAnswer,
    handle: ({ actor, params }) => handBack(deps, actor, idOf(params.id, 'conversation_not_found')),
  }),
];

/** An address that names no number names nothing. */
function idOf(text: string | undefined, otherwise: Parameters<typeof refusal>[0]): number {
  if (!text || !/^\d{1,15}$/.test(text)) throw refusal(otherwise);
  return Number(text);
}
