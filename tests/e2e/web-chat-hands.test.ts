import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWebChat } from '../../apps/web-chat/build.mjs';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { startWebChatServer, type WebChatServer } from '../support/web-chat/server.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: web chat in old hands (no chromium on this machine)');

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const greeting = 'Phường xin chào bà con!';

/** How old hands and eyes use the page: they tap twice, enlarge everything, turn the phone, open two tabs. */
describe.skipIf(chromium === null)('the web chat page in old hands', () => {
  let browser: Browser;
  let folder: string;
  let server: WebChatServer;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-dan-hands-'));
    await buildWebChat({ outDir: folder });
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await startWebChatServer({ page: folder });
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  async function open(options: BrowserContextOptions = phone, browserUsed = browser): Promise<void> {
    context = await browserUsed.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...options });
    page = await context.newPage();
    await page.goto(server.url);
    await said(greeting);
  }
  const said = (text: string, tab = page) => tab.locator('.ward .text', { hasText: text }).first().waitFor();
  async function type(text: string): Promise<void> {
    await page.fill('#message', text);
    await page.press('#message', 'Enter');
  }
  const number = (expression: string) => page.evaluate<number>(expression);
  const citizenId = () => server.port.events[0]?.userId ?? '';
  const chosen = () => server.port.events.filter(({ content }) => content.kind === 'choice');
  const log = "document.querySelector('#log')";
  const topOf = (selector: string) =>
    number(
      `document.querySelector('${selector}').getBoundingClientRect().top - ${log}.getBoundingClientRect().top`,
    );

  it('takes two quick taps on a button as one, also where the answer slid another button', async () => {
    await open();
    const button = page.getByRole('button', { name: 'Gặp cán bộ' });
    await button.dblclick();
    await said('Đã chọn: Gặp cán bộ');
    await page.locator('.choice').first().click({ force: true });

    expect(chosen()).toHaveLength(1);
    await page.waitForTimeout(700);
    await page.getByRole('button', { name: 'Xem hồ sơ của tôi' }).click();
    await said('Đã chọn: Xem hồ sơ của tôi');
    expect(chosen()).toHaveLength(2);
  });

  it('sends a button that is pressed again and again offline once', async () => {
    await open();
    await context.setOffline(true);
    const button = page.getByRole('button', { name: 'Gặp cán bộ' });
    for (let press = 0; press < 3; press += 1) {
      await button.click();
      await page.waitForTimeout(800);
    }
    await context.setOffline(false);

    await said('Đã chọn: Gặp cán bộ');
    expect(chosen()).toHaveLength(1);
  });

  it('leaves the keyboard where it was when a button is chosen, and does not read its message again', async () => {
    await open(desktop);
    const button = page.getByRole('button', { name: 'Gặp cán bộ' });
    await button.focus();
    await page.keyboard.press('Enter');
    await said('Đã chọn: Gặp cán bộ');

    expect(await page.evaluate('document.activeElement.textContent')).toBe('Gặp cán bộ (đã chọn)');
    expect(await page.locator('.ward').first().getAttribute('aria-live')).toBe('off');
    expect(await page.locator('.ward').last().getAttribute('aria-live')).toBeNull();
  });

  it('shows a newcomer the page from its first words', async () => {
    await open();

    expect(await number(`${log}.scrollTop`)).toBe(0);
    expect(await page.locator('.intro').isVisible()).toBe(true);
  });

  it('shows that something is coming while the ward is slow to be reached', async () => {
    context = await browser.newContext(phone);
    page = await context.newPage();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/session', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(server.url);
    await page.locator('#typing').waitFor();

    letGo();

    await said(greeting);
    await page.locator('#typing').waitFor({ state: 'hidden' });
  });

  it('shows news that came while the reader looked elsewhere from their beginning', async () => {
    await open();
    const lines = (name: string) => Array.from({ length: 40 }, (_, index) => `${name} ${index}`).join('\n');
    server.port.say(citizenId(), { text: lines('cũ') });
    await said('cũ 39');
    await page.evaluate(`${log}.scrollTo(0, 200)`);
    server.port.say(citizenId(), { text: lines('mới') });
    await page.getByRole('button', { name: 'Có tin mới' }).click();

    const top = await topOf('.ward:last-child');
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(40);
  });

  it('shows a question that was asked in another tab, above its answer', async () => {
    await open();
    const other = await context.newPage();
    await other.goto(server.url);
    await said(greeting, other);
    await page.bringToFront();

    await type('hỏi ở trang này');
    await said('Bà con vừa nhắn: hỏi ở trang này', other);
    await other.locator('.citizen').waitFor();

    expect(await other.locator('.entry .text').allTextContents()).toEqual([
      greeting,
      'hỏi ở trang này',
      'Bà con vừa nhắn: hỏi ở trang này',
    ]);
  });

  it('stays usable at 360 px for a reader whose browser doubles all text', async () => {
    const large = await launchChromium(chromium ?? '', ['--blink-settings=defaultFontSize=32']);
    try {
      await open(phone, large);
      await type('làm giấy khai sinh cho con cần gì');
      await said('Bà con vừa nhắn');

      expect(await number('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(await number(`document.querySelector('.top').offsetHeight`)).toBeLessThan(200);
      expect(await number(`${log}.clientHeight`)).toBeGreaterThan(240);
      expect(await number(`document.querySelector('#message').offsetWidth`)).toBeGreaterThan(150);
      await page.locator('#log').focus();
      await page.getByRole('button', { name: 'Gửi ảnh' }).waitFor();
    } finally {
      await large.close();
    }
  });

  it('follows the text size of Android, which only text that is left to the browser does', async () => {
    await open();

    expect(await page.evaluate("getComputedStyle(document.body).getPropertyValue('text-size-adjust')")).toBe(
      'auto',
    );
  });

  it.each([
    ['a turned phone', { width: 640, height: 360 }],
    ['400 % zoom', { width: 320, height: 256 }],
  ])('keeps photo, place and leave within reach (%s)', async (_name, viewport) => {
    await open({ ...phone, viewport });
    await page.locator('#log').focus();

    for (const name of ['Gửi ảnh', 'Gửi vị trí', 'Kết thúc']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(44);
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    }
    expect(await number(`${log}.clientHeight`)).toBeGreaterThan(80);
    await page.evaluate(await readFile(axe, 'utf8'));
    const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('says in words what a file that is no picture is', async () => {
    await open();
    const buffer = Buffer.from('không phải ảnh');
    await page.setInputFiles('#photo-file', { name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByText('Tệp này không phải ảnh').waitFor();

    expect(await page.locator('.citizen .bubble').textContent()).toBe('Ảnh anh/chị gửi');
    await page.getByRole('button', { name: 'Bỏ tin này' }).press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('log');
  });

  it('tells a screen reader the language of an answer after the page changed its own', async () => {
    await open();
    await page.click('#language');

    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.locator('.ward .bubble').first().getAttribute('lang')).toBe('vi');
  });
});
