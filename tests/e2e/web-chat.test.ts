import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWebChat } from '../../apps/web-chat/build.mjs';
import { createMemoryLimiter } from '../../src/features/web-chat/index.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { startWebChatServer, type WebChatServer } from '../support/web-chat/server.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: web chat in a browser (no chromium on this machine)');

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const firstLoadLimit = 60 * 1024;

describe.skipIf(chromium === null)('the web chat page', () => {
  let browser: Browser;
  let folder: string;
  let server: WebChatServer;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-dan-page-'));
    await buildWebChat({ outDir: folder });
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await startWebChatServer({ page: folder });
    faults = [];
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  /** Opens the page as a new citizen and waits for the greeting. */
  async function open(options: BrowserContextOptions = phone, path = '/'): Promise<void> {
    context = await browser.newContext({ locale: 'vi-VN', ...options });
    page = await newPage(path);
    await said('Phường xin chào bà con!');
  }
  async function newPage(path = '/'): Promise<Page> {
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    opened.on('console', (message) => {
      // A broken network is part of these tests; a refused script or style is not.
      if (message.type() === 'error' && /Content.Security.Policy/i.test(message.text()))
        faults.push(message.text());
    });
    await opened.goto(server.url + path);
    return opened;
  }
  async function type(text: string): Promise<void> {
    await page.fill('#message', text);
    await page.press('#message', 'Enter');
  }
  const said = (text: string) => page.locator('.ward .text', { hasText: text }).first().waitFor();
  const texts = () => page.locator('.entry .text').allTextContents();
  const citizenId = () => server.port.events[0]?.userId ?? '';
  const number = (expression: string) => page.evaluate<number>(expression);
  const overflow = () =>
    number('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const log = "document.querySelector('#log')";

  it('loads in under 60 kB, all in', async () => {
    await open();
    const files = (await readdir(join(folder, 'assets'))).filter((name) => !name.endsWith('.gz'));
    const paths = ['index.html', ...files.map((name) => join('assets', name))];
    let bytes = 0;
    for (const path of paths) bytes += gzipSync(await readFile(join(folder, path))).length;

    expect(bytes).toBeLessThan(firstLoadLimit);
  });

  it('asks nothing of any other host', async () => {
    context = await browser.newContext(phone);
    const hosts = new Set<string>();
    context.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page = await newPage();
    await said('Phường xin chào bà con!');

    expect([...hosts]).toEqual([server.url]);
  });

  it('greets a newcomer, names the ward, and says where the citizen came from, once', async () => {
    await open(phone, '/?nguon=TO-ROI-01');

    await said('TO-ROI-01');
    expect(await page.textContent('h1')).toBe('Phường Gần Dân');
    expect(page.url()).toBe(`${server.url}/`);
    await page.reload();
    await said('TO-ROI-01');
    expect(server.port.events.filter(({ content }) => content.kind === 'start')).toHaveLength(1);
  });

  it('sends a message and shows the answer and the state', async () => {
    await open();

    await type('Làm giấy khai sinh cho con cần gì?');

    await said('Bà con vừa nhắn: Làm giấy khai sinh cho con cần gì?');
    expect(await page.locator('.citizen .meta').last().textContent()).toMatch(/^Đã gửi \d\d:\d\d$/);
    expect(await page.inputValue('#message')).toBe('');
  });

  it('shows that an answer is on its way', async () => {
    await open();

    await type('im lặng');

    await page.locator('#typing').waitFor();
    server.port.say(citizenId(), { text: 'xong' });
    await page.locator('#typing').waitFor({ state: 'hidden' });
  });

  it('offers answers as buttons and marks the one that was chosen', async () => {
    await open();
    await type('nút');

    await page.getByRole('button', { name: 'Tra cứu hồ sơ' }).click();

    await said('Đã chọn: Tra cứu hồ sơ');
    expect(server.port.events.at(-1)?.content).toEqual({
      kind: 'choice',
      choiceId: 'ho_so',
      label: 'Tra cứu hồ sơ',
    });
    await page.getByRole('button', { name: 'Tra cứu hồ sơ (đã chọn)' }).waitFor();
  });

  it('is used from start to end with the keyboard alone', async () => {
    await open({ viewport: { width: 1280, height: 800 } });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đến ô nhập tin nhắn');
    await page.keyboard.press('Enter');
    await page.keyboard.type('nút');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('dòng hai');
    expect(await page.inputValue('#message')).toBe('nút\ndòng hai');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('nút');
    await page.keyboard.press('Enter');
    await said('Bà con chọn một mục nhé:');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');

    await said('Đã chọn: Tra cứu hồ sơ');
  });

  it('never scrolls sideways at 360 px, whatever is said, also in large type', async () => {
    await open();
    await type('a'.repeat(400));
    await type(`https://dichvucong.gov.vn/${'duong-dan-'.repeat(40)}`);
    const choices = [{ id: 'x', label: 'Một lựa chọn rất dài '.repeat(4).trim() }];
    server.port.say(citizenId(), { text: 'm'.repeat(300), choices });
    await said('m'.repeat(300));
    expect(await overflow()).toBe(0);

    await page.click('#large-type');

    expect(await overflow()).toBe(0);
    expect(await number(`${log}.scrollWidth - ${log}.clientWidth`)).toBe(0);
  });

  it('keeps large type and language over a reload', async () => {
    await open();
    await page.click('#large-type');
    await page.click('#language');
    expect(await page.getAttribute('#message', 'placeholder')).toBe('Type your question…');

    await page.reload();

    await page.getByRole('button', { name: 'Large type', pressed: true }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });

  it('offers answers in the new language when the page changes language', async () => {
    await open();
    await page.click('#language');

    await page.getByRole('button', { name: 'Answer in English' }).click();

    await said('Bà con vừa nhắn: English');
  });

  it('resumes after a reload with every line once', async () => {
    await open();
    await type('một');
    await said('Bà con vừa nhắn: một');
    const before = await texts();

    await page.reload();
    await said('Bà con vừa nhắn: một');

    expect(await texts()).toEqual(before);
    expect(before).toEqual(['Phường xin chào bà con!', 'một', 'Bà con vừa nhắn: một']);
  });

  it('loses and doubles nothing when the connection drops and messages come meanwhile', async () => {
    await open();
    const all: string[] = [];
    const say = (text: string) => {
      all.push(text);
      server.port.say(citizenId(), { text });
    };
    for (let round = 1; round <= 4; round += 1) {
      say(`trước ${round}`);
      server.dropConnections();
      say(`trong lúc rớt ${round}`);
      await said(`trong lúc rớt ${round}`);
      say(`sau ${round}`);
    }
    await said('sau 4');

    expect(await texts()).toEqual(['Phường xin chào bà con!', ...all]);
  });

  it('says honestly that the ward is out of reach, and sends once when it is back', async () => {
    await open();
    server.pause();
    await type('gửi lúc máy chủ tắt');
    await page.getByRole('button', { name: 'Chưa gửi được – thử lại' }).waitFor();
    await page.getByText('Đang nối lại với phường…').waitFor();
    server.port.say(citizenId(), { text: 'nói lúc máy chủ tắt' });

    server.resume();
    // The page also tries again by itself: the button may be gone before a hand could reach it.
    await page
      .getByRole('button', { name: 'Chưa gửi được – thử lại' })
      .evaluateAll((buttons) => buttons.map((button) => (button as unknown as { click(): void }).click()));

    await said('Bà con vừa nhắn: gửi lúc máy chủ tắt');
    await said('nói lúc máy chủ tắt');
    expect(server.port.events.filter(({ content }) => content.kind === 'text')).toHaveLength(1);
  });

  it('keeps what is typed offline, over a lost answer too, and sends it once', async () => {
    await open();
    await context.setOffline(true);
    await page.getByText('Máy đang mất mạng').waitFor();
    await type('nhắn lúc mất mạng');
    await page.getByText('Chờ có mạng sẽ gửi').waitFor();
    expect(server.port.events).toHaveLength(1);

    await context.setOffline(false);

    await said('Bà con vừa nhắn: nhắn lúc mất mạng');
    expect(server.port.events).toHaveLength(2);
    expect(await page.getByText('Máy đang mất mạng').count()).toBe(0);
  });

  it('sends once a message whose acknowledgement was lost on the way', async () => {
    await open();
    let isLost = false;
    await page.route('**/messages', async (route) => {
      if (isLost) return route.continue();
      isLost = true;
      await route.fetch();
      await route.abort();
    });

    await type('tin bị mất xác nhận');

    await page.getByText('Đã gửi').waitFor();
    expect(server.port.events.filter(({ content }) => content.kind === 'text')).toHaveLength(1);
    expect(await texts()).toEqual([
      'Phường xin chào bà con!',
      'tin bị mất xác nhận',
      'Bà con vừa nhắn: tin bị mất xác nhận',
    ]);
  });

  it('keeps an unsent message over a reload', async () => {
    await open();
    await page.route('**/messages', (route) => route.abort());
    await type('còn lại sau khi tải lại');
    await page.getByRole('button', { name: 'Chưa gửi được – thử lại' }).waitFor();
    await page.unroute('**/messages');

    await page.reload();

    await said('Bà con vừa nhắn: còn lại sau khi tải lại');
    expect(await page.locator('.citizen').count()).toBe(1);
  });

  it('tells a fast writer kindly to wait, and then sends everything, in order', async () => {
    const generous = { perSession: [1_000, 60], perIp: [1_000, 60] } as const;
    const message = { perSession: [4, 3], perIp: [1_000, 60] } as const;
    const limiter = createMemoryLimiter({ session: generous, read: generous, photo: generous, message });
    await server.close();
    server = await startWebChatServer({ page: folder, limiter });
    await open();
    const words = Array.from({ length: 7 }, (_, index) => `tin ${index + 1}`);

    for (const word of words) await type(word);

    await page.getByText('Anh/chị nhắn hơi nhanh').waitFor();
    await page.locator('.ward .text', { hasText: 'Bà con vừa nhắn: tin 7' }).waitFor();
    const stored = server.port.events.flatMap(({ content }) => (content.kind === 'text' ? content.text : []));
    expect(stored).toEqual(words);
  });

  it('sends a photo, shows it again after a reload, and refuses what is none', async () => {
    await open();
    const picture = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a9' } });
    const buffer = await picture.png().toBuffer();
    await page.setInputFiles('#photo-file', { name: 'bien-nhan.png', mimeType: 'image/png', buffer });
    await said('Đã nhận ảnh: image/jpeg');
    const shown = "document.querySelector('.photo')";
    const shownWidth = async () => {
      await page.locator('.photo').waitFor();
      return number(`${shown}.decode().then(() => ${shown}.naturalWidth)`);
    };
    expect(await shownWidth()).toBe(2000);

    await page.reload();

    expect(await shownWidth()).toBe(2000);
    const fake = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>1</script>') };
    await page.setInputFiles('#photo-file', fake);
    await page.getByText('Tệp này không phải ảnh').waitFor();
    await page.getByRole('button', { name: 'Bỏ tin này' }).click();
    expect(await page.locator('.citizen').count()).toBe(1);
  });

  it('sends the place when it may, and says what else can be done when it may not', async () => {
    await open({
      ...phone,
      geolocation: { latitude: 10.98, longitude: 106.65 },
      permissions: ['geolocation'],
    });
    await type('vị trí');
    await said('Bà con đang ở đâu?');

    await page.locator('.choices').getByRole('button', { name: 'Gửi vị trí' }).click();
    await said('Đã nhận vị trí: 10.980, 106.650');
    await context.clearPermissions();
    await page.locator('#place').click();

    await page.getByText('Anh/chị gõ địa chỉ vào ô tin nhắn cũng được').waitFor();
  });

  it('makes links clickable and opens them without giving the page away', async () => {
    await open();
    await type('liên kết');
    await said('Xem tại');

    const inText = page.locator('.ward .text a');
    const button = page.getByRole('link', { name: 'Mở Cổng dịch vụ công (mở trang khác)' });

    expect(await inText.getAttribute('href')).toBe('https://dichvucong.gov.vn/p/home');
    expect([await inText.getAttribute('rel'), await button.getAttribute('rel')]).toEqual([
      'noopener noreferrer',
      'noopener noreferrer',
    ]);
    expect(await page.locator('.ward .text').last().textContent()).toBe(
      'Xem tại https://dichvucong.gov.vn/p/home (miễn phí).',
    );
  });

  it('shows markup as the text it is, from either side, in any field', async () => {
    await open();
    const attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    await type(attack);
    server.port.say(citizenId(), {
      text: attack,
      choices: [{ id: 'x', label: attack }],
      links: [{ label: attack, url: 'javascript:window.hacked=1' }],
    });
    await page.getByRole('button', { name: attack }).click();
    await said(`Đã chọn: ${attack}`);

    expect(await texts()).toContain(attack);
    expect(await page.locator('#entries img, #entries script, #entries a').count()).toBe(0);
    expect(await page.evaluate("'hacked' in window")).toBe(false);
  });

  it('shows a long answer from its beginning, and the way down', async () => {
    await open();
    await page.reload();
    await said('Phường xin chào bà con!');
    const long = Array.from({ length: 60 }, (_, index) => `Dòng ${index + 1}`).join('\n');

    server.port.say(citizenId(), { text: long });
    await said('Dòng 60');

    const topOf = (element: string) => `${element}.getBoundingClientRect().top`;
    const top = await number(`${topOf("document.querySelector('.ward:last-child')")} - ${topOf(log)}`);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(40);
    const start = await number(`${log}.scrollTop`);
    const screen = await number(`${log}.clientHeight`);
    await page.locator('#newer').click();
    const readOn = async () => (await number(`${log}.scrollTop`)) - start;
    await expect.poll(readOn).toBeGreaterThan(screen * 0.7);
    expect(await readOn()).toBeLessThan(screen);
    for (let rest = 0; rest < 8 && (await page.locator('#newer').isVisible()); rest += 1) {
      await page.locator('#newer').click();
      await page.waitForTimeout(400);
    }
    expect(await page.locator('#newer').isHidden()).toBe(true);
  });

  it('does not pull a reader away from older lines', async () => {
    await open();
    for (let line = 1; line <= 80; line += 1) server.port.say(citizenId(), { text: `tin cũ ${line}` });
    await said('tin cũ 80');
    await page.reload();
    await said('tin cũ 80');
    await page.getByRole('button', { name: 'Xem tin cũ hơn' }).click();
    await said('Phường xin chào bà con!');
    const top = () => number(`${log}.scrollTop`);
    await page.evaluate(`${log}.scrollTo(0, 100)`);
    const before = await top();

    server.port.say(citizenId(), { text: 'tin mới' });
    await page.getByRole('button', { name: 'Có tin mới' }).waitFor();

    expect(await top()).toBe(before);
    expect(await page.locator('.ward').count()).toBe(82);
  });

  it('forgets everything on a shared computer, in every tab', async () => {
    await open();
    await type('chuyện riêng');
    await said('Bà con vừa nhắn: chuyện riêng');
    const other = await newPage();
    await other.getByText('Bà con vừa nhắn: chuyện riêng').waitFor();

    await page.bringToFront();
    await page.getByRole('button', { name: 'Kết thúc' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click();

    for (const tab of [page, other]) {
      await tab.getByText('Bà con vừa nhắn: chuyện riêng').waitFor({ state: 'detached' });
      await tab.locator('.ward').first().waitFor();
      expect(await tab.getByText('chuyện riêng').count()).toBe(0);
    }
  });

  it('tells a screen reader the new answers and not the history', async () => {
    await open();

    expect(await page.getAttribute('#log', 'role')).toBe('log');
    expect(await page.getAttribute('#log', 'aria-live')).toBe('polite');
    await type('xin chào');
    await said('Bà con vừa nhắn: xin chào');
    expect(await page.locator('.citizen').getAttribute('aria-live')).toBe('off');
    expect(await page.locator('.ward').last().textContent()).toContain('Phường trả lời:');
  });

  it.each([
    ['light', 'vi', phone],
    ['dark', 'vi', phone],
    ['light', 'en', phone],
    ['dark', 'en', { viewport: { width: 1280, height: 800 } }],
  ] as const)('has no serious accessibility fault (%s, %s)', async (colorScheme, language, screen) => {
    await open({ ...screen, colorScheme, reducedMotion: 'reduce' });
    if (language === 'en') await page.click('#language');
    for (const words of ['nút', 'liên kết', 'vị trí', 'xem https://a.vn']) await type(words);
    await said('Bà con vừa nhắn: xem https://a.vn');
    await page.getByRole('button', { name: 'Tìm thủ tục' }).click();
    await said('Đã chọn: Tìm thủ tục');
    await context.setOffline(true);
    await type('nhắn lúc mất mạng');
    await page.locator('.waiting').waitFor();
    await page.evaluate(await readFile(axe, 'utf8'));

    expect(await seriousFaults()).toEqual([]);
    await page.locator('#leave').click();
    expect(await seriousFaults()).toEqual([]);
  });

  async function seriousFaults(): Promise<string[]> {
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
