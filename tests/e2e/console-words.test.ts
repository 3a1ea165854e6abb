import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsAtBothWidths } from '../support/console/browser.ts';
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

  const isSound = async () => expect([...(await faultsAtBothWidths(page)), ...faults]).toEqual([]);

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

  it('corrects a procedure found without accents, beside what was published, and takes the correction back', async () => {
    await page.goto(`${served.url}/knowledge/procedures`);
    await sees('Phường, xã chưa ghi riêng thủ tục nào.');
    await page.getByLabel('Tên hoặc mã thủ tục').fill('khong co gi nhu the');
    await sees('Không thấy thủ tục nào như vậy.');
    await page.getByLabel('Tên hoặc mã thủ tục').fill('dang ky khai sinh');
    await page.getByText('1.001193').waitFor();
    await isSound();
    await page.locator('li', { hasText: '1.001193' }).getByRole('link').click();
    await press('Lưu bản nháp');
    await sees('Chưa có mục nào được ghi. Anh/chị ghi ít nhất một mục giúp nhé.');
    await page.getByLabel('Lệ phí').fill('Phường không thu lệ phí.');
    await press('Xem trước');
    await page.getByRole('dialog').getByText('Phường không thu lệ phí.').first().waitFor();
    await press('Đóng');
    await press('Lưu bản nháp');
    await press('Gửi duyệt bản đã lưu');
    await press('Duyệt và dùng ngay');
    await page.getByRole('heading', { name: 'Đang dùng để trả lời bà con' }).waitFor();
    const { front, ward } = served.house;
    await front.db.forWard(ward, (tx) =>
      tx.query(`update knowledge_edit set based_on = 'older' where kind = 'procedure'`),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Bản gốc bây giờ' }).waitFor();
    await isSound();

    await press('Quay về bản gốc');

    await page.getByRole('heading', { name: 'Đã thôi dùng' }).waitFor();
    expect(await page.getByLabel('Lệ phí').inputValue()).toBe('');
  });

  it('writes a new guide with a link, and lists it beside the questions', async () => {
    await page.goto(`${served.url}/knowledge`);
    await isSound();
    await page.getByRole('link', { name: 'Viết hướng dẫn mới' }).click();
    await page.getByLabel('Tiêu đề').fill('Mượn nhà văn hóa');
    await page.getByLabel('Nội dung hướng dẫn').fill('Bà con đăng ký với trưởng khu phố trước ba ngày.');
    await press('Thêm đường dẫn');
    await page.getByLabel('Chữ hiện ra').fill('Lịch nhà văn hóa');
    await page.getByLabel('Địa chỉ trang').fill('không phải địa chỉ');
    await press('Lưu bản nháp');
    await sees('Mục này chưa đúng.');
    await page.getByLabel('Địa chỉ trang').fill('https://phuong.example/lich');
    await press('Lưu bản nháp');
    await page.waitForURL(/knowledge\/muon-nha-van-hoa/);
    await press('Gửi duyệt bản đã lưu');
    await page.getByRole('heading', { name: 'Chờ duyệt' }).waitFor();
    await isSound();

    await page.getByRole('link', { name: 'Về danh sách hỏi đáp' }).click();

    await page.getByRole('heading', { name: 'Chờ duyệt' }).waitFor();
    expect(await page.getByRole('link', { name: 'Mượn nhà văn hóa' }).count()).toBe(2);
  });
});
