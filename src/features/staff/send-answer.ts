import type { ServerResponse } from 'node:http';
import { FileAnswer, streaming } from './staff-route.ts';

/** Writes what a handler returned. */
export function sendAnswer(response: ServerResponse, answer: unknown): void {
  if (answer === streaming) return;
  if (answer === undefined) {
    response.writeHead(204).end();
    return;
  }
  if (answer instanceof FileAnswer) {
    sendFile(response, answer);
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(answer));
}

/** Never run, whatever somebody uploaded: no guessing of types, no scripts, no plug-ins. */
function sendFile(response: ServerResponse, { mime, bytes, fileName }: FileAnswer): void {
  response.setHeader('Content-Type', mime);
  response.setHeader('Content-Length', bytes.byteLength);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  if (fileName !== null) response.setHeader('Content-Disposition', attachment(fileName));
  response.end(bytes);
}

/** RFC 6266: the real name in UTF-8, and a plain one for old clients. */
function attachment(fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
