import { describe, expect, it } from 'vitest';
import { createWebChat } from './index.ts';

const message = { id: '42', to: 'citizen', text: 'Xin chào', buttons: [], linkButtons: [] };

describe('the web chat channel', () => {
  it('wakes the reader and answers with our own id, because the stored row is the message', async () => {
    const woken: string[] = [];
    const channel = createWebChat({ notify: (to, id) => woken.push(`${to}:${id}`) });

    const sent = await channel.send(message);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: '42' } });
    expect(woken).toEqual(['citizen:42']);
  });

  it('takes no webhooks', async () => {
    const channel = createWebChat({ notify: () => undefined });

    const received = await channel.receive({
      method: 'POST',
      headers: {},
      query: {},
      body: Buffer.from('{}'),
    });

    expect(received).toEqual({ ok: false, error: { code: 'bad_signature' } });
  });
});
