import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import {
  Accepted,
  EventsQuery,
  HistoryPage,
  HistoryQuery,
  MessageRequest,
  PhotoQuery,
  SessionAnswer,
} from '../contracts/web-chat.ts';
import type { StaffRoute } from '../features/staff/index.ts';
import { answers, json, refused, tooMany } from './openapi-answers.ts';
import { describeStaffRoute } from './openapi-console.ts';
import { withOptionals } from './openapi-optional.ts';
import { publicRoutes } from './openapi-public.ts';

const webChat: readonly RouteConfig[] = [
  {
    method: 'post',
    path: '/api/web-chat/session',
    summary: 'Mở hoặc gia hạn phiên trò chuyện (đặt cookie)',
    responses: { 200: answers('phiên đã mở', SessionAnswer), 429: tooMany },
  },
  {
    method: 'delete',
    path: '/api/web-chat/session',
    summary: 'Kết thúc phiên trên trình duyệt này',
    responses: { 204: { description: 'đã kết thúc' } },
  },
  {
    method: 'post',
    path: '/api/web-chat/messages',
    summary: 'Gửi một tin nhắn; gửi lại cùng id không tạo tin thứ hai',
    request: { body: { content: json(MessageRequest) } },
    responses: {
      202: answers('đã lưu', Accepted),
      400: refused('nội dung chưa đúng'),
      401: refused('chưa có phiên'),
      413: refused('nội dung quá lớn'),
      429: tooMany,
    },
  },
  {
    method: 'post',
    path: '/api/web-chat/photos',
    summary: 'Gửi một ảnh (thân yêu cầu là ảnh)',
    request: {
      query: PhotoQuery,
      body: { content: { 'image/*': { schema: z.string().meta({ format: 'binary' }) } } },
    },
    responses: {
      202: answers('đã lưu', Accepted),
      413: refused('ảnh quá lớn'),
      415: refused('không phải ảnh'),
    },
  },
  {
    method: 'get',
    path: '/api/web-chat/history',
    summary: 'Các tin trước, cả hai chiều, cũ trước mới sau',
    request: { query: HistoryQuery },
    responses: { 200: answers('một trang', HistoryPage), 401: refused('chưa có phiên') },
  },
  {
    method: 'get',
    path: '/api/web-chat/events',
    summary: 'Luồng tin mới (server-sent events); Last-Event-ID nối tiếp sau khi mất mạng',
    request: { query: EventsQuery },
    responses: { 200: { description: 'text/event-stream' }, 401: refused('chưa có phiên') },
  },
];

const Health = z.object({ status: z.string() });
const house: readonly RouteConfig[] = [
  {
    method: 'get',
    path: '/health/live',
    summary: 'Tiến trình còn chạy',
    responses: { 200: answers('còn chạy', Health) },
  },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'Sẵn sàng làm việc',
    responses: { 200: answers('sẵn sàng', Health), 503: answers('cơ sở dữ liệu chưa tới được', Health) },
  },
];

function withOptionalQuery(route: RouteConfig): RouteConfig {
  const query = route.request?.query;
  if (!(query instanceof z.ZodObject)) return route;
  return { ...route, request: { ...route.request, query: withOptionals(query) } };
}

/** The HTTP API as OpenAPI 3.1, made from the same zod shapes that check the requests. */
export function createOpenApiDocument(staffRoutes: readonly StaffRoute[]) {
  const registry = new OpenAPIRegistry();
  for (const route of [...webChat, ...publicRoutes, ...house, ...staffRoutes.map(describeStaffRoute)])
    registry.registerPath(withOptionalQuery(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Gần Dân', version: '1', description: 'Giao diện lập trình của Gần Dân.' },
  });
}
