import { join } from 'node:path';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const settleMs = 600;

/** The page of the citizens with one question answered. */
export async function shootWebChat({ browser, url, question, out }) {
  const context = await browser.newContext({
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    colorScheme: 'light',
    ...phone,
  });
  const page = await context.newPage();
  await page.goto(url);
  const answers = page.locator('.entry.ward');
  await answers.first().waitFor();
  const before = await answers.count();
  await page.fill('#message', question);
  await page.press('#message', 'Enter');
  await answers.nth(before).waitFor();
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(out, 'web-chat.png') });
  await context.close();
}
