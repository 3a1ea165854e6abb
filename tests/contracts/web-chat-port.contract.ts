import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InboundContent, InboundEvent } from '../../src/core/message.ts';
import type { WebChatPort } from '../../src/features/web-chat/index.ts';

/** A port with a hand on the other side of the house. */
export interface PortUnderTest {
  readonly port: WebChatPort;
  /** Makes the ward say something to a citizen who has written before; resolves when it is committed. */
  readonly say: (externalId: string, text: string) => Promise<void>;
  /** Milliseconds in which a wake-up must have arrived. */
  readonly wakeUpMs: number;
  readonly close: () => Promise<void>;
}

let clock = Date.now();
const newCitizen = () => `citizen-${randomUUID()}`;
function event(userId: string, content: InboundContent, eventId: string = randomUUID()): InboundEvent {
  clock += 1;
  return { eventId, userId, at: clock, content };
}
const text = (userId: string, words: string) => event(userId, { kind: 'text', text: words });

/** Every implementation of WebChatPort runs this suite; the bot behind it must stay silent. */
export function describeWebChatPort(name: string, create: () => Promise<PortUnderTest>): void {
  describe(`${name} keeps the web chat port's contract`, () => {
    let tested: PortUnderTest;
    beforeAll(async () => {
      tested = await create();
    });
    afterAll(() => tested.close());

    const citizenWhoWrote = async (...words: string[]) => {
      const citizen = newCitizen();
      for (const word of words) await tested.port.accept([text(citizen, word)]);
      return citizen;
    };
    const wardTexts = async (citizen: string, afterId = 0, limit = 100) =>
      (await tested.port.outgoingAfter(citizen, afterId, limit)).map((entry) => entry.text);
    const lines = async (citizen: string, before: string | null = null, limit = 100) => {
      const page = await tested.port.history(citizen, before, limit);
      const words = page.entries.map((entry) => {
        if (entry.from === 'ward') return entry.text;
        return entry.content.kind === 'text' ? entry.content.text : entry.content.kind;
      });
      return { words, before: page.before };
    };

    it('takes an event once, however often it comes', async () => {
      const citizen = newCitizen();
      const question = text(citizen, 'Xin chào');

      await tested.port.accept([question]);
      await tested.port.accept([question, question]);

      expect((await lines(citizen)).words).toEqual(['Xin chào']);
    });

    it('reads our messages above the bookmark, lowest first, at most so many', async () => {
      const citizen = await citizenWhoWrote('a');
      for (const word of ['một', 'hai', 'ba']) await tested.say(citizen, word);

      const [first] = await tested.port.outgoingAfter(citizen, 0, 1);

      expect(first).toMatchObject({ from: 'ward', text: 'một', choices: [], links: [] });
      expect(await wardTexts(citizen, first?.id)).toEqual(['hai', 'ba']);
      expect(await wardTexts(citizen, 0, 2)).toEqual(['một', 'hai']);
    });

    it('gives rising ids', async () => {
      const citizen = await citizenWhoWrote('a');
      for (const word of ['một', 'hai', 'ba']) await tested.say(citizen, word);

      const ids = (await tested.port.outgoingAfter(citizen, 0, 10)).map(({ id }) => id);

      expect(ids).toHaveLength(3);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    });

    it('shows both directions in the order in which they were said', async () => {
      const citizen = await citizenWhoWrote('hỏi 1');
      await tested.say(citizen, 'đáp 1');
      await tested.port.accept([event(citizen, { kind: 'choice', choiceId: 'c1', label: 'Chọn' })]);
      await tested.say(citizen, 'đáp 2');

      expect((await lines(citizen)).words).toEqual(['hỏi 1', 'đáp 1', 'choice', 'đáp 2']);
    });

    it('pages back to the beginning without leaving out or repeating a line', async () => {
      const citizen = newCitizen();
      for (const word of ['1', '2', '3']) {
        await tested.port.accept([text(citizen, `hỏi ${word}`)]);
        await tested.say(citizen, `đáp ${word}`);
      }

      const newest = await lines(citizen, null, 4);
      const oldest = await lines(citizen, newest.before, 4);

      expect([...oldest.words, ...newest.words]).toEqual([
        'hỏi 1',
        'đáp 1',
        'hỏi 2',
        'đáp 2',
        'hỏi 3',
        'đáp 3',
      ]);
      expect(oldest.before).toBeNull();
    });

    it('keeps the id, the choice and the place as the page gave them', async () => {
      const citizen = newCitizen();
      const choice = event(citizen, { kind: 'choice', choiceId: 'c1', label: 'Chọn' });
      const place = event(citizen, { kind: 'location', latitude: 10.5, longitude: 106.5 });
      await tested.port.accept([choice, place]);

      const { entries } = await tested.port.history(citizen, null, 10);

      expect(entries).toMatchObject([
        { id: choice.eventId, content: { kind: 'choice', choiceId: 'c1', label: 'Chọn' } },
        { id: place.eventId, content: { kind: 'location', latitude: 10.5, longitude: 106.5 } },
      ]);
    });

    it('leaves the opening of the conversation out of the history', async () => {
      const citizen = newCitizen();

      await tested.port.accept([event(citizen, { kind: 'start', source: 'TO-ROI-1' })]);

      expect((await lines(citizen)).words).toEqual([]);
    });

    it('tells one citizen nothing about another', async () => {
      const citizen = await citizenWhoWrote('riêng');
      await tested.say(citizen, 'của riêng');
      const stranger = newCitizen();

      expect(await wardTexts(stranger)).toEqual([]);
      expect((await lines(stranger)).words).toEqual([]);
    });

    it('wakes a subscriber, and nobody else, and stops when asked', async () => {
      const citizen = await citizenWhoWrote('a');
      let woken = 0;
      let strangerWoken = 0;
      const unsubscribe = tested.port.subscribe(citizen, () => {
        woken += 1;
      });
      const leave = tested.port.subscribe(newCitizen(), () => {
        strangerWoken += 1;
      });

      await tested.say(citizen, 'một');
      await vi.waitFor(() => expect(woken).toBeGreaterThan(0), tested.wakeUpMs);
      unsubscribe();
      const before = woken;
      await tested.say(citizen, 'hai');

      expect({ woken, strangerWoken }).toEqual({ woken: before, strangerWoken: 0 });
      leave();
    });

    it('keeps a photo for its sender alone, once', async () => {
      const citizen = await citizenWhoWrote('a');
      const photo = {
        externalId: citizen,
        id: randomUUID(),
        mime: 'image/jpeg',
        bytes: Buffer.from('x'),
      } as const;

      const file = await tested.port.saveFile(photo);
      const again = await tested.port.saveFile(photo);
      await tested.port.accept([event(citizen, { kind: 'photo', file })]);

      expect(again.id).toBe(file.id);
      expect(await tested.port.readFile(citizen, file.id)).toEqual({ mime: photo.mime, bytes: photo.bytes });
      expect(await tested.port.readFile(newCitizen(), file.id)).toBeNull();
      expect(await tested.port.readFile(citizen, 'no-such-file')).toBeNull();
      const { entries } = await tested.port.history(citizen, null, 10);
      expect(entries.at(-1)).toMatchObject({ content: { kind: 'photo', fileId: file.id } });
    });
  });
}
