import { CasePhoto } from '../../contracts/console/case.ts';
import { FileAnswer, type StaffCall, type StaffRoute, staffRoute } from '../staff/index.ts';
import { actsOf } from './acts.ts';
import { seen } from './admit.ts';
import { caseIdOf } from './case-id.ts';
import { cleanPicture, savePhoto } from './case-photos.ts';
import { refusal } from './cases.errors.ts';
import { addEvent } from './cases.repo.ts';
import type { CaseRoutesDeps } from './desk.ts';
import { loadPhoto } from './photos.repo.ts';

/** Pictures of a case: re-encoded when they come in, shown to whoever sees the case. */
export function createPhotoRoutes(deps: CaseRoutesDeps): readonly StaffRoute[] {
  return [
    staffRoute({
      method: 'POST',
      path: '/cases/:id/photos',
      summary: 'Thêm ảnh vào phản ánh',
      body: 'bytes',
      answer: CasePhoto,
      handle: (call) => takePhoto(deps, call),
    }),
    staffRoute({
      method: 'GET',
      path: '/cases/:id/photos/:photoId',
      summary: 'Một ảnh của phản ánh',
      handle: ({ actor, params }) =>
        deps.db.forWard(actor.wardId, async (tx) => {
          const { id } = await seen(tx, actor, caseIdOf(params));
          const photo = await loadPhoto(tx, id, params.photoId ?? '');
          if (!photo) throw refusal('not_found');
          return new FileAnswer({ mime: photo.mime, bytes: photo.content, fileName: null });
        }),
    }),
  ];
}

async function takePhoto({ db, photos, now }: CaseRoutesDeps, { actor, params, body }: StaffCall) {
  const caseId = caseIdOf(params);
  if (!Buffer.isBuffer(body)) throw refusal('not_a_photo');
  // Who may not see the case does not make us decode pictures.
  await db.forWard(actor.wardId, (tx) => seen(tx, actor, caseId));
  const picture = await cleanPicture(photos, body);
  if (!picture.ok) throw refusal(picture.error === 'busy' ? 'busy' : 'not_a_photo');
  const { width, height } = picture.value;
  const id = await db.forWard(actor.wardId, async (tx) => {
    if (!actsOf(actor, await seen(tx, actor, caseId)).includes('note')) throw refusal('not_allowed_now');
    const saved = await savePhoto(tx, picture.value, { caseId, conversationId: null, at: now() });
    if (!saved.ok) throw refusal(saved.error);
    const { staffId } = actor;
    await addEvent(tx, {
      caseId,
      at: now(),
      actor: 'staff',
      staffId,
      kind: 'photo_added',
      facts: { photoId: saved.value },
    });
    return saved.value;
  });
  return { id, width, height };
}
