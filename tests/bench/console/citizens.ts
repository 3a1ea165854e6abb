import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './browser.ts';
import type { Samples } from './samples.ts';

interface Street {
  /** Where the product listens. */
  readonly origin: string;
  readonly samples: Samples;
  readonly until: number;
  readonly casesPerSecond: number;
}

const lines = ['phản ánh', 'đèn đường hư ba hôm nay', 'không có chỗ cụ thể', 'gửi đi'];
const betweenLinesMs = 700;

/** Citizens come at random moments and each files one report by the web chat; returns how many came. */
export async function fileReports(street: Street): Promise<number> {
  const talks: Promise<void>[] = [];
  while (Date.now() < street.until) {
    talks.push(fileOne(street, talks.length));
    await sleep((-Math.log(1 - Math.random()) * 1000) / street.casesPerSecond);
  }
  await Promise.all(talks);
  return talks.length;
}

async function fileOne({ origin, samples }: Street, number: number): Promise<void> {
  const cookie = `gd_chat=${randomBytes(32).toString('base64url')}`;
  const from = `10.0.${Math.floor(number / 200) % 250}.${1 + (number % 200)}`;
  for (const text of lines) {
    const json = { id: randomUUID(), content: { kind: 'text', text } };
    const { status, ms } = await call({ url: `${origin}/api/web-chat/messages`, cookie, json, from });
    samples.add('message', ms);
    if (status !== 202) samples.fail(`message: ${status}`);
    await sleep(betweenLinesMs);
  }
}
