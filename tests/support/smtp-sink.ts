import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SinkMail {
  readonly to: string;
  readonly subject: string;
  /** Decoded. */
  readonly text: string;
  readonly raw: string;
}

/** A real SMTP server on the loopback that keeps what it gets. */
export interface SmtpSink {
  readonly url: string;
  readonly mails: readonly SinkMail[];
  /** Default `takes`. `falls_silent`: takes the text and never answers. */
  mood: 'takes' | 'postpones' | 'refuses' | 'falls_silent';
  close(): Promise<void>;
}

export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const mails: SinkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 200,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = { postpones: 451, refuses: 550 }[sink.mood as string];
      done(refusal ? Object.assign(new Error(`${address} ${sink.mood}`), { responseCode: refusal }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        mails.push(read(Buffer.concat(chunks).toString('utf8'), to));
        if (sink.mood !== 'falls_silent') done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    mood: 'takes',
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return sink;
}

function read(raw: string, to: string): SinkMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/im.exec(headers)?.[1] ?? '';
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(headers);
  const body = rest.join('\r\n\r\n');
  const text = isBase64 ? Buffer.from(body, 'base64').toString('utf8') : fromQuoted(body);
  return { to, subject: fromWords(subject), text: text.replace(/\r\n/g, '\n').trim(), raw };
}

const bytesOf = (text: string, escaped: RegExp): string =>
  Buffer.from(
    text.replace(escaped, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const fromQuoted = (body: string): string => bytesOf(body.replace(/=\r\n/g, ''), /=([0-9A-F]{2})/g);

/** RFC 2047. */
const fromWords = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(B|Q)\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : bytesOf(text.replace(/_/g, ' '), /=([0-9A-F]{2})/g),
    );
