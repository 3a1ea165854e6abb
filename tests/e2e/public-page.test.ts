import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { createCase, createStaff, monday } from '../support/case-rows.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { type PublicSite, startPublicSite } from '../support/public-site.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const chromium = findChromium();
if (chromium === null) console.warn('skipped: the public page in a browser (no chromium on this machine)');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };
/** Where to leave pictures for a person to look at; none are taken otherwise. */
const pictures = process.env.PICTURES_DIR;
const day = 24 * 3_600_000;

describe.skipIf(chromium === null)('the public page in a browser', () => {
  let test: TestDatabase;
  let site: PublicSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let code: string;
  let item: string;

  beforeAll(async () => {
    test = await openTestDatabase();
    const ward = await createTestWard(test.database, 'e2e', 'Phường Gần Dân');
    const start = await loadDeskFile('content');
    await test.database.forWard(ward, (tx) => ensureDesk(tx, start, '2025-07-01'));
    const editor = await createStaff(test.database, ward, 'Biên tập');
    site = await startPublicSite(test.database, { id: ward, name: 'Phường Gần Dân' }, { editor });
    const offices = await test.database.systemQuery<{ id: number }>(
      'select id from office where ward_id = $1 order by id',
      [ward],
    );
    const office = (index: number): number => offices[index]?.id ?? 0;
    for (let made = 0; made < 40; made += 1) {
      const receivedAt = monday - (made % 3) * 31 * day;
      await createCase(test.database, ward, {
        writtenById: editor,
        officeId: office(made % 4),
        category: made % 2 === 0 ? 'moi-truong' : 'dien',
        receivedAt,
        dueAt: receivedAt + 9 * day,
        answeredAt: receivedAt + (made % 7 === 0 ? 12 : 2) * day,
      });
    }
    const long = 'Đường trước trường tiểu học ngập mỗi khi mưa lớn, các cháu phải lội nước đi học. ';
    for (let made = 0; made < 22; made += 1) {
      await site.publish(
        {
          question: `${long}Lần thứ ${made + 1}.`,
          answer: 'Phường đã nạo vét cống.\n\nMùa mưa này sẽ kiểm tra hằng tuần.',
        },
        { category: 'nuoc', officeId: office(1) },
      );
    }
    const published = await site.publish(
      { question: `${long}${'a'.repeat(300)}`, answer: `Xem ${'https://mau.example/'.repeat(9)}` },
      { officeId: office(1) },
    );
    item = published.path;
    ({ code } = published);
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await test?.close();
  });
  afterEach(() => context.close());

  async function open(path: string, options: object = phone): Promise<void> {
    context = await browser.newContext({ locale: 'vi-VN', ...options });
    page = await context.newPage();
    await page.goto(site.url + path);
  }
  async function picture(name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
  async function faults(): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }
  const overflow = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  const pages = () =>
    [
      ['list', '/phan-anh'],
      ['item', item],
      ['status', '/phan-anh/tra-cuu'],
      ['status-fault', `/phan-anh/tra-cuu?ma=${code.slice(0, -1)}Z`],
      ['status-found', `/phan-anh/tra-cuu?ma=${code}`],
      ['figures', '/phan-anh/so-lieu'],
      ['figures-en', '/phan-anh/so-lieu?lang=en'],
    ] as const;

  it('has no fault that axe knows and never scrolls sideways, on a phone and on a desk', async () => {
    for (const [size, options] of Object.entries({ phone, desk })) {
      for (const [name, path] of pages()) {
        await open(path, options);
        await picture(`${name}-${size}`);
        expect([name, await overflow(), await faults()]).toEqual([name, 0, []]);
        await context.close();
      }
    }
  });

  it('is used without any script: filter, read, go back, turn the page', async () => {
    await open('/phan-anh', { ...phone, javaScriptEnabled: false });
    await page.selectOption('#linh-vuc', 'nuoc');
    await page.getByRole('button', { name: 'Xem' }).click();
    expect(await page.locator('.entries li').count()).toBe(20);
    await page.getByRole('link', { name: 'Trang cũ hơn' }).click();
    expect(await page.locator('.entries li').count()).toBe(2);

    await page.locator('.entries a').first().click();

    expect(await page.locator('.answer h2').textContent()).toBe('Phòng Kinh tế, Hạ tầng và Đô thị trả lời');
    await page.getByRole('link', { name: 'Về danh sách' }).click();
    expect(await page.locator('h1').textContent()).toBe('Câu hỏi của bà con và trả lời của phường');
  });

  it('tells a citizen how far their case is, or which part of the code is wrong, with the keyboard alone', async () => {
    await open('/phan-anh/tra-cuu', desk);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('PA-261322-0042-K');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('phải là một ngày');
    expect(await page.inputValue('#ma')).toBe('PA-261322-0042-K');

    await page.fill('#ma', code.toLowerCase());
    await page.keyboard.press('Enter');

    await page.locator('.card').waitFor();
    expect(await page.locator('.card dd').first().textContent()).toBe('Đã trả lời');
  });

  it('keeps the language from page to page and back', async () => {
    await open('/phan-anh');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Track a case' }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.fill('#ma', code);
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await page.locator('.card dd').first().textContent()).toBe('Answered');

    await page.getByRole('link', { name: 'Tiếng Việt' }).click();

    expect(await page.locator('.card dd').first().textContent()).toBe('Đã trả lời');
  });
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
