import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The machine's own browser; null when there is none, and the caller says so. */
export function findChromium(): string | null {
  return places.find((place) => existsSync(place)) ?? null;
}

/** Chromium refuses its sandbox to root. `switches` are more of its command line. */
export function launchChromium(executablePath: string, switches: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...switches] });
}
