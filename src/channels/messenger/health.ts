import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { Health, SendError } from '../channel.ts';
import type { Graph } from './client/graph.ts';
import { listTemplates } from './client/templates.ts';
import type { MessengerConfig } from './config.ts';
import { isRefused } from './page-change.ts';
import { neededFields } from './set-up.ts';

const Page = z.object({ name: z.string() });
/** With a page's token the list holds our own app only. */
const Apps = z.object({ data: z.array(z.object({ subscribed_fields: z.array(z.string()).default([]) })) });

/** Asks who the page is, whether its events come to us, and which templates cannot be used. */
export async function checkHealth(graph: Graph, config: MessengerConfig): Promise<Result<Health, SendError>> {
  const page = await graph.call({ path: graph.pageId, query: { fields: 'name' }, answer: Page });
  if (!page.ok) return page;
  const apps = await graph.call({ path: `${graph.pageId}/subscribed_apps`, answer: Apps });
  if (!apps.ok) return apps;
  const subscribed = new Set(apps.value.data.flatMap((app) => app.subscribed_fields));
  const missing = neededFields(config).filter((field) => !subscribed.has(field));
  const warnings = [...fieldWarnings(missing), ...(await templateWarnings(graph))];
  return ok({
    detail: `Trang “${page.value.name}” hoạt động, nhận ${subscribed.size} loại sự kiện`,
    ...(warnings.length > 0 && { warnings }),
  });
}

function fieldWarnings(missing: readonly string[]): string[] {
  return missing.length === 0
    ? []
    : [`Trang chưa gửi về các sự kiện: ${missing.join(', ')}; khởi động lại để đăng ký lại`];
}

async function templateWarnings(graph: Graph): Promise<string[]> {
  const templates = await listTemplates(graph);
  if (templates.ok) {
    return templates.value
      .filter(({ status }) => isRefused(status))
      .map(({ name, status }) => `Mẫu tin ${name} không dùng được (${status})`);
  }
  const { code, vendorCode } = templates.error;
  // Without the permission for utility messages there are no templates to worry about.
  if (code === 'misconfigured' || code === 'rejected') return [];
  return [`Chưa đọc được danh sách mẫu tin (${vendorCode ?? code})`];
}
