import { type Request, type RequestHandler, Router, raw } from 'express';
import { type Accepted, maxPhotoBytes, PhotoQuery } from '../../contracts/web-chat.ts';
import type { Clock } from '../../core/clock.ts';
import { parseInput } from './web-chat.body.ts';
import { refusal } from './web-chat.errors.ts';
import type { LimitedAct } from './web-chat.limiter.ts';
import type { PhotoCleaner } from './web-chat.photo.ts';
import type { WebChatPort } from './web-chat.port.ts';

interface PhotoRoutesDeps {
  readonly port: WebChatPort;
  readonly photos: PhotoCleaner;
  readonly clock: Clock;
  readonly citizenOf: (req: Request) => string;
  readonly limited: (act: LimitedAct) => RequestHandler;
}

const cacheSeconds = 7 * 24 * 3600;
const photoBody = raw({
  limit: maxPhotoBytes,
  inflate: false,
  type: ['image/*', 'application/octet-stream'],
});

/** `POST /photos?id=` takes one in, `GET /photos/{fileId}` shows it to its sender. */
export function createPhotoRoutes(deps: PhotoRoutesDeps): Router {
  const router = Router();
  router.post('/', deps.limited('photo'), photoBody, acceptPhoto(deps));
  router.get('/:fileId', deps.limited('read'), showPhoto(deps));
  return router;
}

function acceptPhoto({ port, photos, clock, citizenOf }: PhotoRoutesDeps): RequestHandler {
  return async (req, res) => {
    const externalId = citizenOf(req);
    const { id } = parseInput(PhotoQuery, req.query);
    if (!Buffer.isBuffer(req.body)) throw refusal('wrong_content_type');
    const cleaned = await photos.clean(req.body);
    if (!cleaned.ok) throw refusal(cleaned.error);
    const file = await port.saveFile({ externalId, id, mime: 'image/jpeg', bytes: cleaned.value });
    const at = clock.now();
    await port.accept([{ eventId: id, userId: externalId, at, content: { kind: 'photo', file } }]);
    res.status(202).json({ accepted: true, at, fileId: file.id } satisfies Accepted);
  };
}

function showPhoto({ port, citizenOf }: PhotoRoutesDeps): RequestHandler {
  return async (req, res) => {
    const { fileId } = req.params;
    if (typeof fileId !== 'string') throw refusal('not_found');
    const photo = await port.readFile(citizenOf(req), fileId);
    if (!photo) throw refusal('not_found');
    res.set({
      'Cache-Control': `private, max-age=${cacheSeconds}, immutable`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Disposition': 'inline',
    });
    res.type(photo.mime).send(photo.bytes);
  };
}
