import { err, ok, type Result } from '../../../core/result.ts';
import type { SendError } from '../../channel.ts';
import { rejected } from '../errors.ts';
import type { ZaloCall } from './call.ts';
import { UploadedAttachment, UploadedFile } from './schema.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  /** Its ending says what it is. */
  readonly name: string;
}

const megabyte = 1024 * 1024;
/** https://docs.zaloplatforms.com/docs/OA, pages of the three uploads. */
const kinds = {
  image: { maxBytes: megabyte, endings: { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' } },
  gif: { maxBytes: 5 * megabyte, endings: { gif: 'image/gif' } },
  file: {
    maxBytes: 5 * megabyte,
    endings: {
      pdf: 'application/pdf',
      doc: 'application/msword',
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      csv: 'text/csv',
    },
  },
} as const;
type UploadKind = keyof typeof kinds;

const timeoutMs = 60_000;

/** What comes back names the upload in a message for seven days. */
export function uploadCalls(call: ZaloCall) {
  async function upload<T>(kind: UploadKind, file: Upload, shape: Parameters<typeof call<T>>[1]) {
    const form = formOf(kind, file);
    if (!form.ok) return form;
    const path = `/v2.0/oa/upload/${kind}`;
    return await call({ method: 'POST', path, body: form.value, timeoutMs }, shape);
  }
  return {
    uploadImage: (file: Upload) => upload('image', file, UploadedAttachment),
    uploadGif: (file: Upload) => upload('gif', file, UploadedAttachment),
    uploadFile: (file: Upload) => upload('file', file, UploadedFile),
  };
}

function formOf(kind: UploadKind, { bytes, name }: Upload): Result<FormData, SendError> {
  const { maxBytes, endings } = kinds[kind];
  const type = new Map<string, string>(Object.entries(endings)).get(endingOf(name));
  if (type === undefined) return err(rejected('upload_type'));
  if (bytes.byteLength === 0) return err(rejected('upload_empty'));
  if (bytes.byteLength > maxBytes) return err(rejected('upload_too_large'));
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return ok(form);
}

const endingOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';
