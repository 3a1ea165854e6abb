import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildConsole } from '../../apps/console/build.mjs';
import { staffDeps } from '../../src/composition/console-routes.ts';
import { createStaffRouter } from '../../src/features/staff/index.ts';
import { createApp } from '../../src/http/app.ts';
import { consolePage } from '../../src/http/console-page.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/console/browser.ts';
import { createPerson, openConsole, type TestConsole, testPassword } from '../support/console.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the console with its house (no chromium on this machine)');

describe.skipIf(chromium === null)('the console with the house behind it', () => {
  let browser: Browser;
  let folder: string;
  let house: TestConsole;
  let server: Server;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-dan-console-'));
    await buildConsole({ outDir: folder });
    house = await openConsole();
    server = createServer(
      createApp({
        log: createLogger('silent'),
        speak: house.front.speak,
        trustedProxies: 0,
        webFolder: folder,
        routes: [
          { path: '/console', router: consolePage(folder) },
          { path: '/api/console', router: createStaffRouter(house.routes, staffDeps(house.front)) },
        ],
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchChromium(chromium ?? '');
    page = await browser.newPage({ locale: 'vi-VN', viewport: { width: 360, height: 740 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

  it('lets an officer sign in, file a case at the counter, take it and leave a note', async () => {
    const person = await createPerson(house, ['dispatcher', 'approver', 'admin'], {
      name: 'Nguyễn Thị Hạnh',
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/console`);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(testPassword);
    await press('Đăng nhập');
    await page.getByRole('link', { name: 'Nhập vụ việc mới' }).click();
    await page.getByLabel('Lĩnh vực').selectOption({ index: 1 });
    await page.getByLabel('Bà con nói gì').fill('Đèn đường trước cổng trường bị hỏng');
    await press('Ghi nhận');
    await page.getByRole('link', { name: 'Mở vụ việc này' }).click();
    await press('Nhận vụ việc');
    await page.getByText('Anh/chị đã nhận vụ việc này.').waitFor();
    await page.getByRole('textbox', { name: 'Ghi chú nội bộ' }).fill('Đã báo tổ điện');
    await press('Lưu ghi chú');

    await page.locator('.event-words', { hasText: 'Đã báo tổ điện' }).waitFor();
    expect(await page.getByText('nhận vụ việc', { exact: true }).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('finds the case in the folders, and without accents', async () => {
    await page.getByRole('link', { name: 'Về danh sách vụ việc' }).click();
    await page.getByText('Đèn đường trước cổng trường bị hỏng').waitFor();
    await page.getByRole('searchbox').fill('den duong');
    await page.waitForURL(/q=den/);

    await page.getByText('Đèn đường trước cổng trường bị hỏng').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it.each([
    'staff',
    'offices',
    'neighbourhoods',
    'categories',
    'templates',
    'routing-rules',
    'deadline-rules',
    'office-hours',
    'ward',
    'accounts',
    'audit',
  ])('shows the administration of the ward: %s', async (section) => {
    await page.goto(`${new URL(page.url()).origin}/console/admin/${section}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await expect.poll(() => page.locator('main .waiting').count()).toBe(0);

    expect(await page.locator('main .failure').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
