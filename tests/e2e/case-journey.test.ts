import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/features/staff/passwords.ts';
import { buildApp } from '../support/app.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/console/browser.ts';
import { type RunningHouse, startHouse } from '../support/running-house.ts';
import { type StandInZalo, startStandInZalo } from '../support/stand-in-zalo.ts';
import { freePort } from '../support/test-redis.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: a case from citizen to citizen (no chromium on this machine)');

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };
const password = 'mot mat khau du dai';
/** Ratings are asked for in rounds of a minute. */
const aRound = { timeout: 90_000 };
const usual = { timeout: 30_000, interval: 100 };

/** The built house, a real browser on both sides, and a stand-in for Zalo: what staff and citizens go through. */
describe.skipIf(chromium === null)('a case, from the citizen and back', () => {
  let browser: Browser;
  let zalo: StandInZalo;
  let house: RunningHouse;
  const faults: string[] = [];

  beforeAll(async () => {
    buildApp();
    zalo = await startStandInZalo({ receipts: true });
    const port = await freePort();
    const { account: oa } = zalo;
    house = await startHouse(port, {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      STAFF_TOTP: 'optional',
      ZALO_APP_ID: oa.appId,
      ZALO_APP_SECRET: oa.appSecret,
      ZALO_OA_ID: oa.oaId,
      ZALO_OA_SECRET_KEY: oa.oaSecret,
      ZALO_ACCESS_TOKEN: oa.accessToken,
      ZALO_REFRESH_TOKEN: oa.refreshToken,
      ZALO_OPENAPI_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
      ZALO_BUSINESS_URL: zalo.url,
      ZALO_GRAPH_URL: zalo.url,
    });
    await zalo.setWebhook(`${house.url}/webhooks/zalo`);
    await hire('dieu-phoi', 'Lê Thị Điều', 'dispatcher');
    await hire('can-bo', 'Trần Văn Bình', 'officer', 'kinh-te');
    await hire('phu-trach', 'Phạm Thị Phụ', 'lead', 'kinh-te');
    browser = await launchChromium(chromium ?? '');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    await zalo?.close();
    expect(faults).toEqual([]);
  }, 60_000);

  async function hire(name: string, fullName: string, role: string, office: string | null = null) {
    await house.query(
      `with person as (
         insert into staff (ward_id, email, name, password_hash, must_change_password)
         select id, $1, $2, $3, false from ward limit 1 returning id, ward_id)
       insert into staff_role (ward_id, staff_id, role, office_id)
       select ward_id, id, $4, (select id from office where code = $5) from person`,
      [`${name}@phuong.example`, fullName, await hashPassword(password), role, office],
    );
  }

  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
    });
    await page.goto(house.url + path);
    return page;
  }
  async function signIn(name: string, options: BrowserContextOptions): Promise<Page> {
    const page = await open('/console', options);
    await page.getByLabel('E-mail').fill(`${name}@phuong.example`);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor({ state: 'detached' });
    return page;
  }
  const sees = (page: Page, text: string | RegExp, options = {}) =>
    page.getByText(text).first().waitFor(options);
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const noFaults = async (page: Page) => faults.push(...(await faultsOf(page)));

  const said = (page: Page, text: string | RegExp, options = {}) =>
    page.locator('.ward .text', { hasText: text }).last().waitFor(options);
  async function say(page: Page, text: string): Promise<void> {
    await page.fill('#message', text);
    await page.press('#message', 'Enter');
  }
  async function answerOnPhone(code: string, words: string): Promise<void> {
    const officer = await signIn('can-bo', phone);
    await officer.goto(`${house.url}/console/?view=unassigned`);
    await sees(officer, code);
    await officer.getByText(code).first().click();
    await press(officer, 'Nhận vụ việc');
    await sees(officer, 'Anh/chị đã nhận vụ việc này.');
    await noFaults(officer);
    await officer.getByLabel('Nội dung trả lời').fill(words);
    await press(officer, 'Gửi trả lời');
    await sees(officer, 'Trả lời cuối · Trần Văn Bình');
    await noFaults(officer);
    await officer.context().close();
  }

  it('is filed on the web, answered on a phone, rated badly, and comes back to the lead', async () => {
    const citizen = await open('/', phone);
    await citizen.locator('#message').waitFor();
    await say(citizen, 'đèn đường trước số 12 đường Hoa Sen, khu phố 2 hư ba hôm nay');
    await said(citizen, 'Tôi ghi lại như sau');
    await say(citizen, 'gửi đi');
    await said(citizen, /Mã của anh\/chị là PA-/);
    const receipt = await citizen
      .locator('.ward .text', { hasText: 'Mã của anh/chị là' })
      .last()
      .textContent();
    const code = /PA-\d{6}-\d{4}-[A-Z]/.exec(receipt ?? '')?.[0] ?? '';

    const dispatcher = await signIn('dieu-phoi', desk);
    await dispatcher
      .getByRole('link', { name: /Đang mở/ })
      .first()
      .click();
    await sees(dispatcher, code);
    await noFaults(dispatcher);
    await answerOnPhone(code, 'Điện lực đã thay bóng đèn chiều nay, mong anh/chị kiểm tra giúp.');

    await said(citizen, /Điện lực đã thay bóng đèn/);
    await said(citizen, '5 sao là rất hài lòng', aRound);
    await say(citizen, '1 sao');
    await said(citizen, 'chuyển việc này lại cho người phụ trách');

    const lead = await signIn('phu-trach', desk);
    await lead
      .getByRole('link', { name: /Chưa ai nhận/ })
      .first()
      .click();
    await lead.getByText(code).first().click();
    await sees(lead, /Điện lực đã thay bóng đèn/);
    await noFaults(lead);
    for (const page of [citizen, dispatcher, lead]) await page.context().close();
  }, 240_000);

  it('is filed on Zalo, and its answer arrives there once', async () => {
    const heard = () => zalo.delivered().filter(({ userId }) => userId === 'ba-tam');
    const texts = () => heard().map(({ text }) => text);
    await zalo.citizensDo([{ userId: 'ba-tam', text: 'rac chat dong dau hem o khu pho 1' }]);
    await expect.poll(() => texts().join('\n'), usual).toContain('Tôi ghi lại như sau');
    await zalo.citizensDo([{ userId: 'ba-tam', text: 'gui di' }]);
    await expect.poll(() => texts().join('\n'), usual).toContain('Mã của anh/chị là');
    const code = /PA-\d{6}-\d{4}-[A-Z]/.exec(texts().join('\n'))?.[0] ?? '';

    await answerOnPhone(code, 'Tổ thu gom đã dọn sạch đống rác lúc 15 giờ.');

    await expect.poll(() => texts().join('\n'), usual).toContain('Tổ thu gom đã dọn sạch');
    const answers = texts().filter((text) => text.includes('Tổ thu gom đã dọn sạch'));
    expect(answers).toHaveLength(1);
  }, 120_000);
});
