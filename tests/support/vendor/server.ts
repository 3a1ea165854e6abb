import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Call, gatewayError, Refused } from './answer.ts';
import { control } from './control.ts';
import { createEvents } from './events.ts';
import { createFaults } from './faults.ts';
import { pause, readCall, write } from './http.ts';
import { createRateWatch, type RateLimit, type RateWatch } from './rate-watch.ts';
import { createRecord, type DeliveryRecord } from './record.ts';
import type { Act, CommonSettings, Counters, Fault, VendorOptions, VendorStandIn } from './stand-in.ts';
import { createPusher, type VendorEvent, type WebhookManner } from './webhook.ts';

export interface Endpoint {
  /** By which faults and counters know it. */
  readonly name: string;
  readonly method: string;
  readonly path: string | RegExp;
  /** Whether it brings a message to a citizen. */
  readonly sends?: boolean;
  run(call: Call): Answer | Promise<Answer>;
}

/** What a vendor is given to work with. */
export interface Desk {
  readonly record: DeliveryRecord;
  readonly rates: RateWatch;
  /** The vendor's clock, in milliseconds. */
  now(): number;
  /** The vendor's own address. */
  url(): string;
  /** Notes that a documented limit was broken. */
  broke(rule: string): void;
  emit(event: VendorEvent): void;
  /** Keeps a file for download; returns its address. */
  keepFile(name: string, bytes: Buffer): string;
}

/** What is a vendor's own. */
export interface Vendor<Settings extends CommonSettings> {
  readonly account: Readonly<Record<string, string>>;
  readonly endpoints: readonly Endpoint[];
  readonly manner: WebhookManner;
  readonly notFound: Answer;
  refusalFor(fault: Fault, call: Call): Answer;
  /** To whom a call would send; for faults that hit one citizen. */
  recipientOf(call: Call): string | undefined;
  /** The events that an act causes; none for what the vendor does not tell. */
  act(act: Act): readonly VendorEvent[];
  change(settings: Settings): void;
  counters?(): Partial<Counters>;
  probe(webhook: URL): Promise<boolean>;
}

export async function startVendor<Settings extends CommonSettings>(
  options: VendorOptions,
  documentedLimit: RateLimit | undefined,
  create: (desk: Desk) => Vendor<Settings>,
): Promise<VendorStandIn<Settings>> {
  const record = createRecord(options.recordFile);
  const rates = createRateWatch(options.limits ?? documentedLimit);
  const faults = createFaults();
  const files = new Map<string, Buffer>();
  const calls = new Map<string, number>();
  const limitsBroken: string[] = [];
  let clockOffsetMs = 0;
  let url = '';
  const desk: Desk = {
    record,
    rates,
    now: () => Date.now() + clockOffsetMs,
    url: () => url,
    broke: (rule) => void limitsBroken.push(rule),
    emit: (event) => events.add(event),
    keepFile(name, bytes) {
      const path = `/files/${files.size + 1}/${name}`;
      files.set(path, bytes);
      return url + path;
    },
  };
  const vendor = create(desk);
  const pusher = createPusher(options, vendor.manner);
  const events = createEvents(options, pusher);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      write(response, { status: 500, body: `the stand-in failed: ${String(error)}` });
    });
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    if (call.path.startsWith('/control/')) return write(response, await control(standIn, call));
    const file = files.get(call.path);
    if (file) return write(response, { body: file });
    const answer = await answerTo(call);
    if (answer === 'reset') response.socket?.resetAndDestroy();
    else if (answer !== 'silence') write(response, answer);
  }

  async function answerTo(call: Call): Promise<Answer | 'silence' | 'reset'> {
    const endpoint = vendor.endpoints.find((one) => fits(one, call));
    if (!endpoint) return vendor.notFound;
    const { name, sends = false } = endpoint;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    await pause(options.latencyMs);
    const fault = faults.next({ endpoint: name, sends, userId: vendor.recipientOf(call) });
    if (!fault) {
      const answer = await run(endpoint, call);
      await pause(options.answerAfterMs);
      return answer;
    }
    if (fault.kind === 'server_error') return gatewayError;
    if (fault.kind === 'too_many_requests' || fault.kind === 'refuse') return vendor.refusalFor(fault, call);
    const worked =
      fault.kind.endsWith('_after') || fault.kind === 'slow' ? await run(endpoint, call) : undefined;
    if (fault.delayMs !== undefined) await sleep(fault.delayMs);
    if (fault.kind === 'slow' && worked) return worked;
    return fault.kind.startsWith('hang') ? 'silence' : 'reset';
  }

  const standIn: VendorStandIn<Settings> = {
    url,
    account: vendor.account,
    async setWebhook(address) {
      pusher.setAddress(address);
      events.pump();
    },
    async probe() {
      const address = pusher.address();
      return address !== undefined && vendor.probe(new URL(address));
    },
    async citizensDo(acts) {
      const caused = acts.flatMap((act) => vendor.act(act));
      for (const event of caused) events.add(event);
      return caused.map(({ eventId }) => eventId);
    },
    delivered: () => record.all,
    onDelivered: record.onDelivered,
    events: () => events.logs,
    fail: faults.add,
    clearFaults: faults.clear,
    change(settings) {
      clockOffsetMs = settings.clockOffsetMs ?? clockOffsetMs;
      vendor.change(settings);
    },
    counters: () => ({
      calls: Object.fromEntries(calls),
      delivered: record.all.length,
      events: events.logs.length,
      unacknowledged: events.unacknowledged(),
      pushes: pusher.pushes(),
      limitsBroken,
      rateViolations: rates.violations(),
      ...vendor.counters?.(),
    }),
    settled: events.settled,
    async close() {
      await events.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      record.close();
    },
  };
  return standIn;
}

const fits = ({ method, path }: Endpoint, call: Call): boolean =>
  method === call.method && (typeof path === 'string' ? path === call.path : path.test(call.path));

async function run(endpoint: Endpoint, call: Call): Promise<Answer> {
  try {
    return await endpoint.run(call);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}
