import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildConsole } from '../../apps/console/build.mjs';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/console/browser.ts';
import { colleague, session } from '../support/console/data.ts';
import { createFakeHouse, type FakeHouse } from '../support/console/fake-house.ts';
import { type ConsoleServer, startConsoleServer } from '../support/console/server.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the console in a browser (no chromium on this machine)');

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };
const inboxLimit = 200 * 1024;

describe.skipIf(chromium === null)('the staff console', () => {
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
    await serve(createFakeHouse());
  });
  afterEach(async () => {
    await context?.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  async function serve(next: FakeHouse): Promise<void> {
    await server?.close();
    house = next;
    server = await startConsoleServer(folder, house);
  }
  async function open(path: string, options: BrowserContextOptions = desk): Promise<void> {
    context = await browser.newContext({ locale: 'vi-VN', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // Refusals are part of these tests; a blocked script or style is not.
      if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
    });
    await page.goto(server.url + path);
  }
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const lastCall = () => house.calls.at(-1);

  describe('at the door', () => {
    beforeEach(() => {
      house.session = null;
    });

    it('says what is wrong, asks for a code when one is needed, and lets in', async () => {
      house.code = '123456';
      await open('/console/cases/3', phone);
      await page.getByLabel('E-mail').fill('hanh@phuong.example');
      await page.getByLabel('Mật khẩu', { exact: true }).fill('sai');
      await press('Đăng nhập');
      await sees('E-mail hoặc mật khẩu chưa đúng.');

      await page.getByLabel('Mật khẩu', { exact: true }).fill(house.password);
      await press('Đăng nhập');
      await page.getByLabel('Mã 6 số').fill('123456');
      await press('Đăng nhập');

      await sees('PA-261125-0003-K');
      await page.getByRole('heading', { level: 1, name: /Rác thải/ }).waitFor();
    });

    it('checks the e-mail address before the house does', async () => {
      await open('/console');
      await page.getByLabel('E-mail').fill('hanh');
      await page.getByLabel('Mật khẩu', { exact: true }).fill('gì đó');
      await press('Đăng nhập');

      await sees('Địa chỉ e-mail chưa đúng.');
      expect(house.calls).toEqual([]);
    });

    it('offers the provider of identities and English', async () => {
      await open('/console');
      await page.getByRole('link', { name: 'Đăng nhập bằng VNeID thử' }).waitFor();
      await press('English');

      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe('en');
    });

    it('takes a reset link out of the address bar', async () => {
      await open('/console/reset#abcdefghijklmnopqrstuvwxyz');
      await page.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu thật dài');
      await page.getByLabel('Gõ lại mật khẩu mới').fill('một câu thật dài');
      await press('Đổi mật khẩu');
      await sees('Đã đổi mật khẩu.');

      expect(page.url()).toBe(`${server.url}/console/reset`);
      expect(lastCall()?.body).toEqual({ token: 'abcdefghijklmnopqrstuvwxyz', next: 'một câu thật dài' });
    });
  });

  it('asks for an own password before anything else', async () => {
    house.session = session({ mustDo: ['change_password'] });
    await open('/console');
    await page.getByLabel('Mật khẩu đang dùng').fill(house.password);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu thật dài');
    await page.getByLabel('Gõ lại mật khẩu mới').fill('một câu thật dài');
    await press('Đổi mật khẩu');

    await sees('PA-261125-0001-K');
  });

  it('leads who is an administrator only to the staff', async () => {
    house.session = session({ grants: [{ role: 'admin', officeId: null, neighbourhoodId: null }] });
    await open('/console');

    await sees('dùng lần cuối');
    expect(await page.getByRole('link', { name: 'Vụ việc', exact: true }).count()).toBe(0);
  });

  it('signs out, and shows the door again', async () => {
    await open('/console');
    await press('Đăng xuất');

    await page.getByLabel('E-mail').waitFor();
    expect(house.session).toBeNull();
  });

  describe('the inbox', () => {
    it('needs less than 200 kB of script', async () => {
      let bytes = 0;
      context = await browser.newContext(phone);
      page = await context.newPage();
      page.on('response', async (response) => {
        if (response.url().endsWith('.js'))
          bytes += Number(response.headers()['content-length'] ?? Number.NaN);
      });
      await page.goto(`${server.url}/console?view=open`);
      await sees('PA-261125-0001-K');

      expect(bytes).toBeGreaterThan(50 * 1024);
      expect(bytes).toBeLessThan(inboxLimit);
    });

    it('asks nothing of any other host and keeps nothing but what is being typed', async () => {
      await open('/console?view=open');
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      await page.getByText('PA-261125-0001-K').click();
      await page.getByLabel('Nội dung trả lời').fill('Dạ, chào ông Nam');
      await page.getByRole('link', { name: 'Về danh sách vụ việc' }).click();
      await sees('PA-261125-0002-K');
      await page.getByText('PA-261125-0001-K').click();

      expect(await page.getByLabel('Nội dung trả lời').inputValue()).toBe('Dạ, chào ông Nam');
      expect([...hosts]).toEqual([server.url]);
      const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])';
      expect(await page.evaluate(kept)).toContain('Dạ, chào ông Nam');
      await page.getByLabel('Nội dung trả lời').fill('');
      expect(await page.evaluate(kept)).not.toMatch(/Nam|Rác|Đèn|090/);
    });

    it('says how much time is left, in words', async () => {
      await open('/console?view=open');

      await sees(/quá hạn \d+ giờ/);
      await sees(/còn \d+ giờ/);
      await sees(/còn \d+ ngày làm việc/);
    });

    it('is worked by keyboard: down, take, search', async () => {
      await open('/console?view=open');
      await sees('PA-261125-0001-K');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('c');
      await sees('Anh/chị đã nhận PA-261125-0002-K.');
      expect(lastCall()?.address).toBe('POST /cases/2/claim');

      await page.keyboard.press('/');
      await page.keyboard.type('0007');
      await page.getByText('PA-261125-0001-K').waitFor({ state: 'detached' });
      expect(await page.locator('[data-case-id]').count()).toBe(1);
      expect(page.url()).toContain('q=');
    });

    it('names the one who was faster', async () => {
      await open('/console?view=open');
      await sees('PA-261125-0001-K');
      const taken = house.cases.get(1);
      if (taken) house.cases.set(1, { ...taken, assignee: colleague });
      await page.keyboard.press('j');
      await page.keyboard.press('c');

      await sees('Trần Văn Bình đã nhận PA-261125-0001-K trước rồi.');
    });

    it('shows what changed elsewhere within a second', async () => {
      await open('/console?view=open');
      await sees('PA-261125-0001-K');
      await page.waitForTimeout(1_500);
      const changed = house.cases.get(1);
      if (changed) house.cases.set(1, { ...changed, excerpt: 'Bà con vừa gửi thêm ảnh' });
      server.tell({ kind: 'case', id: 1 });

      await page.getByText('Bà con vừa gửi thêm ảnh').waitFor({ timeout: 1_000 });
    });

    it('says that the connection is lost, and goes on by itself when it is back', async () => {
      await open('/console?view=open');
      await sees('PA-261125-0001-K');
      server.pause();
      await sees('Mất kết nối, đang nối lại');
      const changed = house.cases.get(1);
      if (changed) house.cases.set(1, { ...changed, excerpt: 'Đổi trong lúc mất mạng' });
      server.resume();

      await sees('Đổi trong lúc mất mạng');
      await page.getByText('Mất kết nối').waitFor({ state: 'detached' });
    });

    it('can be tried again after a failure, without loading the page', async () => {
      house.broken.add('/cases');
      await open('/console?view=open');
      await sees('Máy chủ gặp lỗi.');
      house.broken.clear();
      await press('Thử lại');

      await sees('PA-261125-0001-K');
    });

    it('brings a thousand cases as one scrolls', async () => {
      await serve(createFakeHouse(1_000));
      await open('/console?view=open', phone);
      await sees('PA-261125-0001-K');
      const count = () => page.locator('[data-case-id]').count();
      for (let tries = 0; tries < 60 && (await count()) < 1_000; tries += 1) {
        await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
        await page.waitForTimeout(150);
      }

      expect(await count()).toBe(1_000);
    });
  });

  describe('a case', () => {
    it('is answered without ever saying that the answer is sent', async () => {
      await open('/console/cases/3', phone);
      await page.getByLabel('Chèn câu mẫu…').selectOption({ label: 'Đã tiếp nhận' });
      const body = await page.getByLabel('Nội dung trả lời').inputValue();
      expect(body).toMatch(
        /^Dạ, phản ánh PA-261125-0003-K đã được Tổ Địa chính – Xây dựng tiếp nhận\..* \d\d\/\d\d\/\d{4}\.$/,
      );
      await press('Xem trước');
      await sees('Phường Gần Dân trả lời:');
      await press('Đóng');
      await press('Gửi trả lời');

      await sees('Đã ghi nhận câu trả lời.');
      expect(lastCall()).toEqual({
        address: 'POST /cases/3/answers',
        body: { version: 1, body, isFinal: true },
      });
      expect(await page.getByLabel('Nội dung trả lời').inputValue()).toBe('');
      expect(await page.textContent('main')).not.toMatch(/đã gửi/i);
    });

    it('of somebody whom no message reaches is answered otherwise, and nothing is offered to be sent', async () => {
      const before = house.cases.get(3);
      const unreachable = { reply: null, otherWays: ['sms', 'phone'] as ('sms' | 'phone')[] };
      if (before) house.cases.set(3, { ...before, ...unreachable });
      await open('/console/cases/3', phone);
      await sees('Không trả lời được qua kênh nhắn tin.');
      await page.getByLabel('Nội dung trả lời').fill('Đã dọn xong sáng nay.');
      await sees('Gửi SMS');
      expect(await page.getByRole('button', { name: 'Gửi trả lời' }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Xem trước' }).count()).toBe(0);
      await press('Đã báo bà con, ghi lại');

      await sees('Đã ghi nhận câu trả lời.');
      expect(lastCall()).toEqual({
        address: 'POST /cases/3/answers',
        body: { version: 1, body: 'Đã dọn xong sáng nay.', isFinal: true, way: 'phone' },
      });
    });

    it('keeps what was typed when somebody else was faster, and says who', async () => {
      await open('/console/cases/3');
      await page.getByLabel('Nội dung trả lời').fill('Chiều nay có xe đến.');
      const before = house.cases.get(3);
      const event = {
        at: Date.now(),
        actor: 'staff',
        staff: colleague,
        kind: 'transferred',
        facts: {},
        words: null,
      } as const;
      if (before)
        house.cases.set(3, { ...before, version: 2, history: [...before.history, { ...event, id: 9 }] });
      await press('Gửi trả lời');
      await sees('Vụ việc vừa được Trần Văn Bình thay đổi (chuyển bộ phận).');

      expect(await page.getByLabel('Nội dung trả lời').inputValue()).toBe('Chiều nay có xe đến.');
      await press('Gửi trả lời');
      await sees('Đã ghi nhận câu trả lời.');
    });

    it('is passed on only with a reason', async () => {
      await open('/console/cases/3', phone);
      await press('Chuyển bộ phận');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Chuyển đến').selectOption({ label: 'Tổ Môi trường, đô thị' });
      await dialog.getByRole('button', { name: 'Chuyển bộ phận' }).click();
      await sees('Cần ít nhất 3 ký tự.');
      await dialog.getByLabel('Lý do').fill('Thuộc việc thu gom rác');
      await dialog.getByRole('button', { name: 'Chuyển bộ phận' }).click();
      await dialog.waitFor({ state: 'detached' });

      expect(lastCall()).toEqual({
        address: 'POST /cases/3/transfer',
        body: { version: 1, officeId: 2, reason: 'Thuộc việc thu gom rác' },
      });
    });

    it('takes notes that name colleagues', async () => {
      await open('/console/cases/3');
      await page.getByRole('textbox', { name: 'Ghi chú nội bộ' }).fill('Nhờ');
      await page.getByLabel('Nhắc tên đồng nghiệp…').selectOption({ label: '@Trần Văn Bình' });
      await press('Lưu ghi chú');
      await page.getByRole('textbox', { name: 'Ghi chú nội bộ' }).and(page.locator(':text-is("")')).waitFor();

      expect(lastCall()?.body).toEqual({ body: 'Nhờ @Trần Văn Bình', mentions: [2] });
    });

    it('says why an answer did not arrive and logs a call instead', async () => {
      await open('/console/cases/3');
      await sees('đã hết thời gian trả lời trên Zalo');
      await press('Gọi điện');
      await page.getByLabel('Đã nói gì với bà con').fill('Đã báo chiều nay có xe.');
      await press('Ghi lại cuộc gọi');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => lastCall()?.address).toBe('POST /cases/3/answers/1/fallback');

      expect(lastCall()?.body).toEqual({ version: 1, way: 'phone', words: 'Đã báo chiều nay có xe.' });
    });

    it('opens its photos large', async () => {
      await open('/console/cases/2', phone);
      await page.getByRole('button', { name: 'Ảnh 2/2' }).click();
      await page.getByRole('dialog').getByRole('img', { name: 'Ảnh 2/2' }).waitFor();
      await page.keyboard.press('Escape');

      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  });

  it('lets an officer take a conversation and write once', async () => {
    await open('/console/conversations', phone);
    await page.getByText('Phạm Văn Nam').click();
    await press('Tôi trả lời');
    await page.getByLabel('Tin nhắn').fill('Chào ông Nam, tôi nghe ạ.');
    await press('Gửi');
    await expect.poll(() => lastCall()?.address).toBe('POST /conversations/1/messages');

    expect(lastCall()?.body).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      text: 'Chào ông Nam, tôi nghe ạ.',
    });
  });

  it('shows how to reach a petitioner only when asked', async () => {
    await open('/console/petitions', phone);
    await sees('Chưa giao cho ai.');
    expect(await page.getByText('0900 000 012').count()).toBe(0);
    await press('Xem thông tin liên hệ');

    await sees('0900 000 012');
  });

  it('changes an office, with what was there left as it was', async () => {
    await open('/console/admin/offices', phone);
    await press('Sửa');
    await page.getByLabel('Điện thoại').fill('0900 000 003');
    await press('Lưu');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(lastCall()).toEqual({
      address: 'PATCH /admin/offices/1',
      body: {
        name: 'Tổ Địa chính – Xây dựng',
        aliases: ['nhà đất'],
        kind: 'internal',
        about: null,
        phone: '0900 000 003',
        address: null,
        website: null,
        notify: {},
      },
    });
  });

  it('hands a new colleague’s first password to the administrator, once', async () => {
    await open('/console/admin/staff', phone);
    await press('Thêm cán bộ');
    await page.getByLabel('E-mail').fill('cuc@phuong.example');
    await page.getByLabel('Họ và tên').fill('Lê Thị Cúc');
    await press('Thêm vai trò');
    await page.getByRole('dialog').getByLabel('Bộ phận').selectOption({ label: 'Tổ Môi trường, đô thị' });
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm', exact: true }).click();

    await sees(/Mật khẩu tạm: tam-thoi-123/);
    expect(lastCall()?.body).toEqual({
      email: 'cuc@phuong.example',
      name: 'Lê Thị Cúc',
      grants: [{ role: 'officer', officeId: 2, neighbourhoodId: null }],
    });
  });

  describe.each([
    ['a phone', phone],
    ['a desk', desk],
  ])('for everybody, on %s', (_name, options) => {
    it.each([
      ['the door', '/console', 'Quên mật khẩu?', false],
      ['a reset link', '/console/reset#abcdefghijklmnopqrstuvwxyz', 'Gõ lại mật khẩu mới', false],
      ['the inbox', '/console?view=open', 'PA-261125-0001-K', true],
      ['a case with a failed answer', '/console/cases/1', 'Vụ việc tương tự', true],
      ['a case to approve', '/console/cases/2', 'Duyệt và cho gửi', true],
      ['a new case', '/console/cases/new', 'Bà con nói gì', true],
      ['conversations', '/console/conversations', 'Phạm Văn Nam', true],
      ['a conversation', '/console/conversations/1', 'Tôi trả lời', true],
      ['the simulator', '/console/simulator', 'Xem sẽ đi đâu', true],
      ['what may be published', '/console/publications', 'PA-261125-0003-K', true],
      ['a publication', '/console/cases/3/publication', 'Đọc lại và duyệt đăng', true],
      ['questions and answers', '/console/knowledge', 'Mấy giờ phường mở cửa?', true],
      ['one answer', '/console/knowledge/hoi-dap-4', 'Các phiên bản', true],
      ['figures', '/console/statistics', 'Theo lĩnh vực', true],
      ['petitions', '/console/petitions', 'Chưa giao cho ai.', true],
      ['the staff list', '/console/admin/staff', 'dùng lần cuối', true],
      ['the offices', '/console/admin/offices', 'dia-chinh', true],
      ['the ward', '/console/admin/ward', 'Nơi bà con có thể liên hệ', true],
      ['the deadlines', '/console/admin/deadline-rules', 'chưa xác minh', true],
      ['the audit log', '/console/admin/audit', 'thêm bộ phận, cơ quan', true],
      ['one’s own account', '/console/settings', 'Safari, iPhone', true],
    ])('%s can be read, heard and pressed', async (_page, path, text, isInside) => {
      if (!isInside) house.session = null;
      await open(path, options);
      await sees(text);

      expect(await faultsOf(page)).toEqual([]);
    });
  });
});
