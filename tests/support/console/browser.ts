import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const smallestTarget = 43.5;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { html: string }[];
  }[];
}

/** What somebody with a screen reader, bad eyes or big fingers would stumble over on the page as it is now. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [...(await axeFaults(page)), ...(await layoutFaults(page))];
}

/** The same on a desk and on a phone, once nothing is being loaded; a part that could not be loaded is a fault. */
export async function faultsAtBothWidths(page: Page): Promise<string[]> {
  await page.locator('main .waiting').first().waitFor({ state: 'detached' });
  const found = (await page.locator('main .failure').count()) > 0 ? ['something could not be loaded'] : [];
  for (const size of [
    { width: 1280, height: 800 },
    { width: 360, height: 740 },
  ]) {
    await page.setViewportSize(size);
    found.push(...(await faultsOf(page)).map((fault) => `at ${size.width}: ${fault}`));
  }
  return found;
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function layoutFaults(page: Page): Promise<string[]> {
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const small = await page.evaluate<string[]>(`
    [...document.querySelectorAll('a, button, input, select, textarea, summary')]
      .filter((element) => !['radio', 'checkbox'].includes(element.type) && !element.matches('.skip'))
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && height < ${smallestTarget};
      })
      .map((element) => 'too small to press: ' + element.outerHTML.slice(0, 120))`);
  return overflow > 0 ? [`wider than the screen by ${overflow}`, ...small] : small;
}
