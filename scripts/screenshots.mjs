// Takes the pictures of the README and of the staff handbook:
//   node scripts/screenshots.mjs                              all of them, from the built house on a database of its own
//   node scripts/screenshots.mjs --url http://127.0.0.1:3000  the web chat of a house that runs already
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { furnishDesk } from './pictures/desk.mjs';
import { shootHandbook } from './pictures/handbook.mjs';
import { startHouse } from './pictures/house.mjs';
import { shootWebChat } from './pictures/web-chat.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    out: { type: 'string', default: 'docs/images' },
    question: { type: 'string', default: 'lam giay khai sinh cho con can gi' },
  },
});
const executablePath = places.find((place) => existsSync(place));
if (!executablePath) {
  console.error('No chromium on this machine: apt-get install chromium');
  process.exit(1);
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
try {
  await mkdir(join(values.out, 'vi'), { recursive: true });
  if (values.url) await shootWebChat({ ...values, browser });
  else await shootAll();
} finally {
  await browser.close();
}

async function shootAll() {
  const house = await startHouse();
  try {
    const desk = await furnishDesk(house);
    await shootHandbook({ browser, desk, url: house.url, out: join(values.out, 'vi') });
    await shootWebChat({ ...values, url: house.url, browser });
  } finally {
    await house.stop();
  }
}
