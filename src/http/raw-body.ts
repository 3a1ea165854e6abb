import { type RequestHandler, raw } from 'express';

/** Over the limit, as Express's own parsers say it. */
class TooLarge extends Error {
  readonly status = 413;
}

/**
 * Keeps the body's bytes in `request.body`. Platforms send small bodies as they are, so they are simply
 * gathered: Express's parser, which does much more, takes as long as all the rest of a webhook.
 */
export function gatherBody(maxBytes: number): RequestHandler {
  const parse = raw({ type: () => true, limit: maxBytes });
  return (request, response, next) => {
    if (request.headers['content-encoding'] !== undefined) {
      parse(request, response, next);
      return;
    }
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      // What comes beyond the limit is read, so that the sender hears our answer, but not kept.
      if (bytes <= maxBytes) parts.push(part);
    });
    request.on('error', next);
    request.on('end', () => {
      request.body = Buffer.concat(parts);
      next(bytes > maxBytes ? new TooLarge() : undefined);
    });
  };
}
