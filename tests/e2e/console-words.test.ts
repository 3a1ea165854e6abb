import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/console/browser.ts';
import { type ServedHouse, serveHouse } from '../support/console/served-house.ts';
import { createPerson, testPassword } from '../support/console.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the words of the ward (no chromium on this machine)');

describe.skipIf(chromium === null)('what the ward says itself', () => {
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
    const person = await createPerson(served.house, ['communications'], { name: 'Trần Văn Bình' });
    await page.goto(served.url);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(testPassword);
    await press('Đăng nhập');
    await page.getByLabel('E-mail').waitFor({ state: 'detached' });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();

  /** On a phone and on a desk, with nothing in the way of anybody. */
  async function isSound(): Promise<void> {
    await expect.poll(() => page.locator('main .waiting').count()).toBe(0);
    for (const size of [
      { width: 1280, height: 800 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(size);
      expect(await faultsOf(page), `at ${size.width}`).toEqual([]);
    }
    expect(await page.locator('main .failure').count()).toBe(0);
    expect(faults).toEqual([]);
  }

  it('finds a sentence without accents, says it in its own words, and goes back to the original', async () => {
    await page.goto(`${served.url}/knowledge/words`);
    await page.getByLabel('Tìm trong các câu').fill('chua nghe duoc tin thoai');
    await sees('1 câu');
    await isSound();
    await page.getByRole('link', { name: /Tôi chưa nghe được tin thoại/ }).click();
    await page.getByLabel('Trợ lý sẽ nói').fill('');
    await press('Lưu bản nháp');
    await sees('Mục này chưa có.');
    await page.getByLabel('Trợ lý sẽ nói').fill('Bà con nhắn chữ giúp phường nhé.');
    await press('Xem trước');
    await page.getByRole('dialog').getByText('Bà con nhắn chữ giúp phường nhé.').first().waitFor();
    await press('Đóng');
    await press('Lưu bản nháp');
    await press('Gửi duyệt bản đã lưu');
    await press('Duyệt và dùng ngay');
    await page.getByRole('heading', { name: 'Đang dùng để trả lời bà con' }).waitFor();
    await isSound();

    await press('Quay về bản trước');

    await page.getByRole('heading', { name: 'Đã thôi dùng' }).waitFor();
    await page.getByRole('link', { name: 'Về các câu của trợ lý' }).click();
    await sees(/Tôi chưa nghe được tin thoại/);
  });

  it('shows both when an upgrade changed the original, and keeps the ward’s sentence when told so', async () => {
    await page.goto(`${served.url}/knowledge/words?flow=welcome&language=en`);
    await page.locator('main .rows a').first().click();
    await page.getByLabel('Trợ lý sẽ nói').fill('Hello from {{ward}}.');
    await press('Lưu bản nháp');
    await press('Gửi duyệt bản đã lưu');
    await press('Duyệt và dùng ngay');
    await page.getByRole('heading', { name: 'Đang dùng để trả lời bà con' }).waitFor();
    const { front, ward } = served.house;
    await front.db.forWard(ward, (tx) =>
      tx.query(`update knowledge_edit set based_on = 'of an older release' where state = 'live'`),
    );
    await page.goto(`${served.url}/knowledge/words?flow=welcome&language=en`);
    await page.getByLabel('Hiện').selectOption('Câu gốc đã thay đổi');
    await sees('1 câu');
    await page.getByRole('link', { name: 'Hello from' }).click();
    await page.getByRole('heading', { name: 'Bản gốc bây giờ' }).waitFor();
    await isSound();

    await press('Giữ bản của phường, xã');

    await page.getByRole('heading', { name: 'Bản gốc bây giờ' }).waitFor({ state: 'detached' });
    await sees('Hello from {{ward}}.');
  });
});
