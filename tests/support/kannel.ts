import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './test-redis.ts';

/** Debian's packages kannel and kannel-extras. */
const programs = {
  bearerbox: '/usr/sbin/bearerbox',
  smsbox: '/usr/sbin/smsbox',
  fakesmsc: '/usr/lib/kannel/test/fakesmsc',
} as const;

/** The reason for skipping, or false. */
export const kannelMissing = Object.values(programs).every((path) => existsSync(path))
  ? false
  : 'the Debian packages kannel and kannel-extras are not installed';
if (kannelMissing) process.stdout.write(`    skipped with Kannel: ${kannelMissing}\n`);

export const gatewayUser = { username: 'app', password: 'mat-khau-cua-cong' } as const;

/** A text as the phone network hands it to the phone. */
export interface ReceivedSms {
  readonly from: string;
  readonly to: string;
  /** Number of this part of a longer message, from 1. */
  readonly part?: number;
  readonly body: Buffer;
}

/** A citizen's phone, connected to the network as long as it is open. */
export interface Phone {
  readonly received: readonly ReceivedSms[];
  close(): Promise<void>;
}

/** A real SMS gateway with a phone network of its own on this machine. */
export interface Kannel {
  readonly sendUrl: string;
  /** Connects a phone, which at once writes one text; one phone at a time. */
  openPhone(from: string, to: string, text: string): Promise<Phone>;
  close(): Promise<void>;
}

export interface KannelOptions {
  /** Where citizens' texts are brought, with Kannel's `%p` and so on in it. */
  readonly postUrl: string;
  readonly globalSender: string;
  /** Further lines of the group `sms-service`. */
  readonly service: readonly string[];
  /** Further lines of the group `smsbox`. */
  readonly smsbox?: readonly string[];
}

export async function startKannel(options: KannelOptions): Promise<Kannel> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-kannel-'));
  const ports = {
    admin: await freePort(),
    box: await freePort(),
    smsc: await freePort(),
    send: await freePort(),
  };
  const file = join(folder, 'kannel.conf');
  await writeFile(file, configuration(options, ports), { mode: 0o600 });
  const bearerbox = start(programs.bearerbox, ['-v', '4', file], folder);
  await untilListening(ports.box, bearerbox);
  await untilListening(ports.smsc, bearerbox);
  const smsbox = start(programs.smsbox, ['-v', '4', file], folder);
  await untilListening(ports.send, smsbox);
  return {
    sendUrl: `http://127.0.0.1:${ports.send}/cgi-bin/sendsms`,
    openPhone: (from, to, text) => openPhone(ports.smsc, `${from} ${to} text ${text}`),
    async close() {
      await stop(smsbox);
      await stop(bearerbox);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Ports = Readonly<Record<'admin' | 'box' | 'smsc' | 'send', number>>;

/** Groups are told apart by blank lines. */
function configuration(options: KannelOptions, ports: Ports): string {
  const groups: Record<string, readonly string[]> = {
    core: [
      `admin-port = ${ports.admin}`,
      'admin-interface = 127.0.0.1',
      'admin-password = quan-tri',
      `smsbox-port = ${ports.box}`,
      'smsbox-interface = 127.0.0.1',
      'box-allow-ip = "127.0.0.1"',
    ],
    smsc: ['smsc = fake', 'smsc-id = FAKE', `port = ${ports.smsc}`, 'connect-allow-ip = 127.0.0.1'],
    smsbox: [
      'bearerbox-host = 127.0.0.1',
      `sendsms-port = ${ports.send}`,
      'sendsms-interface = 127.0.0.1',
      `global-sender = ${options.globalSender}`,
      ...(options.smsbox ?? []),
    ],
    'sendsms-user': [
      `username = ${gatewayUser.username}`,
      `password = ${gatewayUser.password}`,
      'max-messages = 4',
      'concatenation = true',
    ],
    'sms-service': [
      'keyword = default',
      'catch-all = true',
      `post-url = "${options.postUrl}"`,
      ...options.service,
    ],
  };
  const written = Object.entries(groups).map(([name, lines]) => [`group = ${name}`, ...lines, ''].join('\n'));
  return written.join('\n');
}

async function openPhone(smscPort: number, message: string): Promise<Phone> {
  const settings = ['-H', '127.0.0.1', '-r', String(smscPort), '-i', '1', '-m', '1'];
  const child = start(programs.fakesmsc, [...settings, message], tmpdir());
  const received: ReceivedSms[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const sms = readLine(line);
      if (sms) received.push(sms);
    }
  });
  return { received, close: () => stop(child) };
}

/** `Got message 3: <8088 84900000001 udh %05… data Xin+chao>`; also `text` as it is, and `ucs-2`. */
function readLine(line: string): ReceivedSms | undefined {
  const match = /Got message \d+: <(\S*) (\S+) (?:udh (\S+) )?(text|data|ucs-2) (.*)>$/.exec(line);
  if (!match) return undefined;
  const [, from = '', to = '', header, kind, words = ''] = match;
  const body = kind === 'text' ? Buffer.from(words) : percentDecoded(words);
  // 3GPP TS 23.040, 9.2.3.24.1: length, kind, length, reference, parts, this part.
  const part = header === undefined ? undefined : percentDecoded(header)[5];
  return { from, to, body, ...(part !== undefined && { part }) };
}

/** Bytes, not text: UCS-2 is no UTF-8. */
function percentDecoded(text: string): Buffer {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

function start(program: string, args: readonly string[], cwd: string): ChildProcess {
  return spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  // Bearerbox waits for its phone network; a test does not.
  const impatience = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(impatience);
}

async function untilListening(port: number, owner: ChildProcess): Promise<void> {
  let said = '';
  owner.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2000);
  });
  for (let tries = 0; tries < 200; tries++) {
    if (hasEnded(owner)) throw new Error(`${owner.spawnfile} ended: ${said}`);
    if (await answers(port)) return;
    await sleep(50);
  }
  await stop(owner);
  throw new Error(`${owner.spawnfile} does not listen: ${said}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
}
