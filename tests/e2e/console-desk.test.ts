import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildConsole } from '../../apps/console/build.mjs';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { createFakeHouse, type FakeHouse } from '../support/console/fake-house.ts';
import { type ConsoleServer, startConsoleServer } from '../support/console/server.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the desks of the console (no chromium on this machine)');

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };

describe.skipIf(chromium === null)('in the staff console', () => {
  let browser: Browser;
  let folder: string;
  let server: ConsoleServer;
  let house: FakeHouse;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-dan-console-'));
    await buildConsole({ outDir: folder });
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    faults = [];
    house = createFakeHouse();
    server = await startConsoleServer(folder, house);
  });
  afterEach(async () => {
    await context?.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  async function open(path: string, options: BrowserContextOptions = desk): Promise<void> {
    context = await browser.newContext({ locale: 'vi-VN', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
    });
    await page.goto(server.url + path);
  }
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const lastCall = () => house.calls.at(-1);
  const keptDrafts = () =>
    page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('gan-dan.draft.')).length`);

  it('a typed answer is still there when the page is loaded anew, and gone after signing out', async () => {
    await open('/console/cases/1');
    const answer = page.locator('#composer textarea').first();
    await answer.fill('Tổ vệ sinh đã gom rác sáng nay.');
    await page.reload();
    await answer.waitFor();
    expect(await answer.inputValue()).toBe('Tổ vệ sinh đã gom rác sáng nay.');
    expect(await keptDrafts()).toBe(1);
    await press('Đăng xuất');
    await page.getByLabel('Mật khẩu').waitFor();
    expect(await keptDrafts()).toBe(0);
  });

  it('an answered case is published only after it was saved, its doubtful places decided and read again', async () => {
    await open('/console/cases/3/publication', phone);
    await sees('0900 000 012');
    expect(await page.locator('mark').allTextContents()).toContain('0900 000 012');
    const release = page.getByRole('button', { name: 'Duyệt và đăng công khai' });
    expect(await release.isDisabled()).toBe(true);
    await page.getByLabel('Câu hỏi sẽ đăng').fill('Rác ở đầu ngõ không ai gom, phải làm sao?');
    await press('Lưu bản nháp');
    await sees('Đã lưu bản nháp.');
    await page.getByLabel('Tôi đã đọc lại cả câu hỏi và câu trả lời').check();
    expect(await release.isDisabled()).toBe(true);
    await page.getByLabel('Giữ lại “ông Trần Văn Bình” (tên người)').check();
    await release.click();

    await sees('Đang đăng trên trang công khai');
    expect(lastCall()).toEqual({
      address: 'POST /cases/3/publication/release',
      body: { checked: true, digest: 'bản hai', keep: ['ông Trần Văn Bình'] },
    });
    await press('Gỡ khỏi trang công khai');
    await sees('Đã gỡ khỏi trang công khai.');
  });

  it('what may be published is found by how far it is', async () => {
    await open('/console/publications');
    await page.getByRole('link', { name: /PA-261125-0003-K/ }).waitFor();
    await page.getByRole('link', { name: 'Đang đăng' }).click();

    await sees('Chưa có vụ việc nào ở mục này.');
  });

  it('a question becomes an answer that citizens are told: drafted, previewed, submitted, approved', async () => {
    await open('/console/knowledge', phone);
    await sees(/Hỏi 7 lần/);
    await press('Soạn câu trả lời');
    await page.getByLabel('Câu trả lời').fill('Dạ, phường mở cửa từ 7 giờ 30.');
    await press('Xem trước');
    await page.getByRole('dialog').getByText('Dạ, phường mở cửa từ 7 giờ 30.').waitFor();
    await press('Đóng');
    await press('Lưu bản nháp');
    await sees(/Đã lưu bản nháp/);
    expect(lastCall()?.body).toMatchObject({ kind: 'faq', key: 'hoi-dap-4' });
    await press('Gửi duyệt bản đã lưu');
    await press('Trả lại để sửa');
    await sees('Anh/chị ghi giúp cần sửa gì.');
    await press('Duyệt và dùng ngay');

    await page.getByRole('heading', { name: 'Đang dùng để trả lời bà con' }).waitFor();
    expect(lastCall()).toEqual({ address: 'POST /knowledge/5/approve', body: {} });
    await sees(/Bản gốc đã được cập nhật/);
  });

  it('figures have units, and the files carry the chosen days', async () => {
    await open('/console/statistics', phone);
    await sees('80% (8/10)');
    await sees('14 giờ làm việc');
    await sees('chưa đủ số liệu');
    await page.getByLabel('Sổ theo dõi từ ngày').fill('2026-10-01');
    await page.getByLabel('Sổ theo dõi đến hết ngày').fill('2026-10-31');

    expect(await page.getByRole('link', { name: 'Tải sổ theo dõi (Excel)' }).getAttribute('href')).toBe(
      '/api/console/exports/register.xlsx?from=2026-10-01&to=2026-10-31',
    );
  });

  it('notices are chosen by kind and way, and Telegram is linked by a code', async () => {
    await open('/console/settings', phone);
    await page.getByRole('group', { name: 'Được giao xử lý' }).getByLabel('E-mail').check();
    await expect
      .poll(() => lastCall())
      .toEqual({
        address: 'PUT /notices/settings',
        body: { kinds: { assigned: { email: true, push: true } } },
      });
    await press('Lấy mã liên kết');

    await sees('/lienket ABC234');
    expect(await (await page.request.get(`${server.url}/console/notices-worker.js`)).text()).toContain(
      'Được giao xử lý',
    );
  });

  it('a citizen’s data is erased only after a typed word', async () => {
    await open('/console/conversations/1', phone);
    await press('Xóa dữ liệu');
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Xóa dữ liệu' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Gõ XÓA để xác nhận').fill('xóa');
    await confirm.click();

    await sees('Đã xóa dữ liệu của người này.');
    expect(lastCall()?.address).toBe('DELETE /citizens/1');
  });
});
