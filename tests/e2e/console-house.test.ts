import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsAtBothWidths, faultsOf } from '../support/console/browser.ts';
import { type ServedHouse, serveHouse } from '../support/console/served-house.ts';
import { createPerson, testPassword } from '../support/console.ts';
import { createTestCitizen } from '../support/test-database.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the console with its house (no chromium on this machine)');

describe.skipIf(chromium === null)('the console with the house behind it', () => {
  let browser: Browser;
  let served: ServedHouse;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    served = await serveHouse();
    browser = await launchChromium(chromium ?? '');
    page = await browser.newPage({ locale: 'vi-VN', viewport: { width: 360, height: 740 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

  it('lets an officer sign in, file a case at the counter, take it and leave a note', async () => {
    const person = await createPerson(served.house, ['dispatcher', 'approver', 'admin'], {
      name: 'Nguyễn Thị Hạnh',
    });
    await page.goto(served.url);
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

  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const isSound = async () => expect([...(await faultsAtBothWidths(page)), ...faults]).toEqual([]);

  it('keeps what the ward’s contacts were, brings them back, and undoes that', async () => {
    await page.goto(`${served.url}/admin/ward`);
    await sees('Chưa có lần thay đổi nào.');
    const website = await page.getByLabel('Trang web').inputValue();
    await page.getByLabel('Trang web').fill('phuong');
    await press('Lưu');
    await sees('Địa chỉ trang phải bắt đầu bằng https://');
    await page.getByLabel('Trang web').fill('https://phuong.example');
    await page
      .getByRole('button', { name: /^Bỏ nơi này/ })
      .first()
      .click();
    await press('Lưu');
    await sees('Đã lưu.');
    await sees(/^Trang web: .*https:\/\/phuong\.example$/);
    await isSound();

    await press('Lấy lại bản 1');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Trang web: .*https:\/\/phuong\.example/).waitFor();
    await isSound();
    await dialog.getByRole('button', { name: 'Lấy lại bản này' }).click();
    await sees('Đã lấy lại. Trợ lý trả lời bà con theo bản này.');
    await expect.poll(() => page.getByLabel('Trang web').inputValue()).toBe(website);
    await press('Hoàn tác');
    await sees('Đã hoàn tác.');

    await expect.poll(() => page.getByLabel('Trang web').inputValue()).toBe('https://phuong.example');
  });

  it('says which opening hours changed', async () => {
    await page.goto(`${served.url}/admin/office-hours`);
    await page.getByLabel('Thứ Bảy').fill('08:00-10:00');
    await press('Lưu');

    await sees(/^Thứ Bảy: .*08:00-10:00/);
    await isSound();
  });

  it('lets an administrator who sees no cases find a citizen, hand out their data and erase it', async () => {
    const { front, ward } = served.house;
    const citizen = await createTestCitizen(front.db, ward, 'platform-user-1');
    await front.db.systemQuery(
      `insert into inbound_event (ward_id, account_id, event_id, external_id, lane, payload, state)
       values ($1, $2, 'event-1', $3, 0, '{"displayName":"Lê Thị Sen","content":{"kind":"text","text":"xin chào"}}', 'done')`,
      [ward, citizen.accountId, citizen.externalId],
    );
    const admin = await createPerson(served.house, ['admin'], { name: 'Vũ Quang Minh' });
    await page.context().clearCookies();
    const [name = '', value = ''] = admin.cookie.split('=');
    await page.context().addCookies([{ name, value, url: served.url }]);
    await page.goto(`${served.url}/admin/personal-data`);
    await press('Tìm');
    await sees('Mục này chưa có.');
    await page.getByLabel('Tìm người').fill('khong ai ca');
    await press('Tìm');
    await sees('Không tìm thấy ai.');
    await page.getByLabel('Tìm người').fill('le sen');
    await press('Tìm');
    await page.getByRole('button', { name: /^Chọn Lê Thị Sen/ }).click();
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải bản để đọc và in' }).click();
    expect(await readFile(await (await loading).path(), 'utf8')).toContain('Lê Thị Sen');
    await isSound();
    expect(await page.getByText('xin chào').count()).toBe(0);

    await press('Xóa dữ liệu');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Gõ XÓA để xác nhận').fill('xóa');
    await dialog.getByRole('button', { name: 'Xóa dữ liệu', exact: true }).click();

    await sees('Đã xóa dữ liệu của người này.');
    await press('Tìm');
    await sees('Không tìm thấy ai.');
    await page.goto(`${served.url}/admin/audit`);
    for (const act of [
      'tìm dữ liệu cá nhân của bà con',
      'tải dữ liệu về một người dân (',
      'xóa dữ liệu về một người dân (',
    ])
      await sees(act);
  });
});
