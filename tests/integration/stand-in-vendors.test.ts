import { afterEach, expect, it } from 'vitest';
import { spawnStandInMessenger } from '../support/stand-in-messenger.ts';
import { spawnStandInSms } from '../support/stand-in-sms.ts';
import { spawnStandInTelegram } from '../support/stand-in-telegram.ts';
import { spawnStandInZalo } from '../support/stand-in-zalo.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';
import type { RemoteStandIn } from '../support/vendor/stand-in.ts';
import { asRemoteVendor } from '../support/vendor/telegram.ts';

const { open, listen, closeAll } = createHouseKeeping();
afterEach(closeAll);

type Start = () => Promise<RemoteStandIn>;
const vendors: readonly (readonly [string, Start])[] = [
  ['telegram', async () => asRemoteVendor(await spawnStandInTelegram())],
  ['zalo', () => spawnStandInZalo()],
  ['messenger', () => spawnStandInMessenger()],
  ['sms', () => spawnStandInSms()],
];

it.each(vendors)('%s is led like every other vendor', async (_, spawn) => {
  const vendor = await open(spawn());
  const receiver = await listen();
  await vendor.setWebhook(receiver.url);
  // Telegram is the one vendor that is told by a call of ours.
  await fetch(`${vendor.url}/bot${vendor.account.token}/setWebhook`, {
    method: 'POST',
    body: JSON.stringify({ url: receiver.url, secret_token: 'S' }),
  });

  const said = await vendor.citizensDo(['a', 'b'].map((text) => ({ userId: '84900000001', text })));
  await vendor.settled();

  expect(said).toHaveLength(2);
  const events = await vendor.events();
  expect(events.map(({ eventId, userId }) => [eventId, userId])).toEqual(
    said.map((id) => [id, '84900000001']),
  );
  expect(receiver.pushed).toHaveLength(2);
  expect(await vendor.counters()).toMatchObject({ events: 2, pushes: 2, unacknowledged: 0, delivered: 0 });
  expect(await vendor.deliveredAfter(0)).toEqual([]);
});
