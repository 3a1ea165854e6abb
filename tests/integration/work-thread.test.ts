import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorkThread, WorkRefused } from '../../src/composition/work-thread.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { buildApp, healthy, killApps, start, stop } from '../support/app.ts';
import { until } from '../support/pipeline.ts';
import { newWebChatClient } from '../support/web-chat/client.ts';

describe('the thread beside the front', () => {
  /** A thread that runs these lines, with `port` to the front. */
  function threadOf(lines: string) {
    const crashes: Error[] = [];
    const metrics = createMetrics();
    const code = `import { parentPort as port } from 'node:worker_threads';\n${lines}`;
    const thread = startWorkThread(
      {
        registry: () => metrics.registry,
        wakePages: () => undefined,
        onCrash: (error) => crashes.push(error),
      },
      new URL(`data:text/javascript,${encodeURIComponent(code)}`),
    );
    return { thread, crashes, metrics };
  }

  const opens = `port.on('message', ({ kind }) => {
    if (kind === 'open') port.postMessage({ kind: 'ready' });
    if (kind === 'wake') throw new Error('a bug');
    if (kind === 'stop') port.close();
  });`;

  it('is reported when it breaks', async () => {
    const { thread, crashes } = threadOf(opens);
    await thread.open('postgres://nowhere');

    thread.wake([1]);

    await until(() => crashes.length > 0 || null);
    expect(crashes[0]?.message).toBe('a bug');
  });

  it('ends without a report when it is asked to', async () => {
    const { thread, crashes } = threadOf(opens);
    await thread.open('postgres://nowhere');

    await thread.stop();

    expect(crashes).toEqual([]);
  });

  it('is missed when it does not come to answer', async () => {
    const { thread } = threadOf(
      opens.replace("throw new Error('a bug')", 'for (const end = Date.now() + 3_000; Date.now() < end; );'),
    );
    await thread.open('postgres://nowhere');

    thread.wake([1]);

    await expect(thread.check()).rejects.toThrow('does not answer');
    await thread.stop();
  });

  it('may refuse to start, with words for the operator', async () => {
    const { thread, crashes } = threadOf(`port.postMessage({ kind: 'refused', message: 'vì sao' });`);

    await expect(thread.open('postgres://nowhere')).rejects.toThrow(new WorkRefused('vì sao'));
    expect(crashes).toEqual([]);
    await thread.stop();
  });

  it('adds its counters to those of the front', async () => {
    const { thread, metrics } = threadOf(`port.on('message', ({ kind }) => {
      if (kind === 'stop') port.close();
      if (kind !== 'count') return;
      const values = [{ value: 2, labels: { result: 'done' } }];
      const metric = { name: 'gan_dan_events_handled_total', help: 'x', type: 'counter', aggregator: 'sum', values };
      port.postMessage({ kind: 'counted', metrics: [metric] });
    });`);
    metrics.eventsHandled.inc({ result: 'done' }, 3);

    const registry = await thread.readRegistry();

    expect(await registry.getSingleMetricAsString('gan_dan_events_handled_total')).toContain('} 5');
    await thread.stop();
  });
});

describe('a process with ROLE=all', () => {
  let home: string;
  beforeAll(async () => {
    buildApp();
    home = await mkdtemp(join(tmpdir(), 'gan-dan-thread-'));
    await chmod(home, 0o755);
  });
  afterEach(killApps);
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('answers through its thread, counts both halves, and stops both', async () => {
    const app = start(home);
    const url = await app.url();
    await healthy(url);

    const citizen = await newWebChatClient(url);
    await citizen.send({ kind: 'text', text: 'lam giay khai sinh cho con can gi' });
    expect((await citizen.readIds(1)).length).toBe(1);

    const counted = await (await fetch(`${url}/metrics`)).text();
    expect(counted).toMatch(/gan_dan_events_accepted_total\{[^}]*channel="web-chat"[^}]*\} 1/);
    expect(counted).toMatch(/gan_dan_events_handled_total\{result="done"\} 1/);
    expect(counted.match(/^process_resident_memory_bytes /gm)).toHaveLength(1);
    expect(await stop(app)).toMatchObject({ code: 0 });
  });
});
