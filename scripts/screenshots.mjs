// Takes the pictures of the README from a running house:
//   node scripts/screenshots.mjs --url http://127.0.0.1:3000 [--out docs/images] [--question "..."]
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const shots = [
  { name: 'web-chat.png', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'light' },
  {
    name: 'web-chat-dark.png',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
  },
  {
    name: 'web-chat-desktop.png',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    colorScheme: 'light',
  },
];
const settleMs = 600;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    out: { type: 'string', default: 'docs/images' },
    question: { type: 'string', default: 'lam giay khai sinh cho con can gi' },
  },
});
const executablePath = places.find((place) => existsSync(place));
if (!executablePath) {
  console.error('No chromium on this machine: apt-get install chromium');
  process.exit(1);
}

await mkdir(values.out, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
for (const { name, ...options } of shots) await shoot(name, options);
await browser.close();

async function shoot(name, options) {
  const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(values.url);
  const answers = page.locator('.entry.ward');
  await answers.first().waitFor();
  const before = await answers.count();
  await page.fill('#message', values.question);
  await page.press('#message', 'Enter');
  await answers.nth(before).waitFor();
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(values.out, name) });
  await context.close();
  console.log(join(values.out, name));
}
