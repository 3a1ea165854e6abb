import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PublicCase, PublicStatistics, PublicStatisticsQuery } from '../contracts/public.ts';
import { answers, refused, tooMany } from './openapi-answers.ts';

/** What everybody may read, without signing in. */
export const publicRoutes: readonly RouteConfig[] = [
  {
    method: 'get',
    path: '/api/public/cases/{code}',
    summary: 'Tiến độ của một phản ánh theo mã; không có tên và nội dung',
    request: {
      params: z.object({ code: z.string().meta({ example: 'PA-261122-0042-K' }) }),
      query: z.object({ lang: z.enum(['vi', 'en']).default('vi') }),
    },
    responses: {
      200: answers('tiến độ', PublicCase),
      400: refused('mã chưa đúng: no_code, format, date hoặc check nói phần nào sai'),
      404: refused('không có phản ánh mang mã này'),
      429: tooMany,
    },
  },
  {
    method: 'get',
    path: '/api/public/statistics',
    summary: 'Số liệu mười hai tháng qua; nhóm có ít hơn 5 việc được gộp chung',
    request: { query: PublicStatisticsQuery },
    responses: { 200: answers('số liệu', PublicStatistics), 429: tooMany },
  },
];
