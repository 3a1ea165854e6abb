import { createTransport } from 'nodemailer';
import type { Outcome } from './outcome.ts';

export interface Mail {
  /** Makes the Message-ID: a server that gets it twice can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  send(mail: Mail): Promise<Outcome>;
  close(): void;
}

const timeoutMs = 10_000;

/** Mail by SMTP with a deadline on every step. */
export function createMailer(
  { url, from }: { readonly url: string; readonly from: string },
  limitMs = timeoutMs,
): Mailer {
  const transport = createTransport({
    url,
    // Without a pool: nodemailer's sends a mail anew whose connection broke after the text.
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    dnsTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  const domain = from.split('@').at(-1) ?? 'localhost';
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId: `<notice-${id}@${domain}>`,
          // RFC 3834: nobody's absence note shall answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'sent' };
      } catch (error) {
        return explain(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError {
  readonly code?: string;
  /** nodemailer's: which of its deadlines passed. */
  readonly timeoutType?: string;
  /** Of the system call that failed. */
  readonly syscall?: string;
  readonly responseCode?: number;
}

const neverConnected = new Set(['EDNS', 'ETLS', 'ENOAUTH']);
/** A broken connection has the same code and command at every step; only these are certain to be the first ones. */
const beforeAnyMail = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT']);

/** RFC 5321: 4yz may pass later, 5yz will not. Without an answer nobody knows how far the mail came. */
function explain({ code = '', timeoutType = '', syscall, responseCode }: SmtpError): Outcome {
  if (code === 'EAUTH') return { kind: 'retry', reason: 'mail_sign_in_refused' };
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'failed', reason: 'mail_refused' };
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'retry', reason: 'mail_postponed' };
  const unsent = neverConnected.has(code) || syscall === 'connect' || beforeAnyMail.has(timeoutType);
  return unsent
    ? { kind: 'retry', reason: 'mail_server_away' }
    : { kind: 'unknown', reason: 'mail_server_silent' };
}
