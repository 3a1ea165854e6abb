import type { Answer, Call } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { refuse, success } from './envelope.ts';
import type { Gate } from './gate.ts';
import type { House } from './house.ts';

const megabyte = 1_048_576;
const keptMs = 7 * 86_400_000;

/** https://docs.zaloplatforms.com/docs/OA, upload of images and files. */
const kinds = {
  image: { maxBytes: megabyte, starts: ['ffd8ff', '89504e47'], names: /\.(jpe?g|png)$/i },
  gif: { maxBytes: 5 * megabyte, starts: ['47494638'], names: /\.gif$/i },
  file: { maxBytes: 5 * megabyte, starts: undefined, names: /\.(pdf|docx?|csv)$/i },
} as const;
type Kind = keyof typeof kinds;

export function uploadEndpoints(house: House, { guarded }: Gate): readonly Endpoint[] {
  let uploads = 0;

  const upload =
    (kind: Kind) =>
    (call: Call): Answer => {
      const file = filePart(call);
      const { maxBytes, starts, names } = kinds[kind];
      if (!file || !names.test(file.name)) throw refuse(-201, 'file is invalid');
      const head = file.bytes.subarray(0, 4).toString('hex');
      if (starts && !starts.some((start) => head.startsWith(start))) throw refuse(-201, 'file is invalid');
      if (file.bytes.byteLength > maxBytes) {
        house.desk.broke(`zalo: upload of ${file.bytes.byteLength} bytes as ${kind}`);
        throw refuse(-210, 'file size is over limit');
      }
      uploads += 1;
      const id = `upload-${kind}-${uploads}`;
      house.uploads.set(id, house.desk.now());
      return success(kind === 'file' ? { token: id } : { attachment_id: id });
    };

  return (Object.keys(kinds) as Kind[]).map((kind) => ({
    name: `upload-${kind}`,
    method: 'POST',
    path: `/v2.0/oa/upload/${kind}`,
    run: guarded(upload(kind)),
  }));
}

export function checkUpload({ uploads, desk }: House, id: string | undefined): void {
  const at = uploads.get(id ?? '');
  if (at === undefined || desk.now() - at > keptMs) throw refuse(-100);
}

/** The part `file` of a multipart body (RFC 7578), as far as clients write it. */
function filePart({ headers, body }: Call): { name: string; bytes: Buffer } | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const head = /content-disposition:[^\r\n]*/i;
  const mark = Buffer.from(`--${boundary}`);
  for (let from = body.indexOf(mark); from >= 0; ) {
    const to = body.indexOf(mark, from + mark.length);
    const part = body.subarray(from + mark.length, to < 0 ? undefined : to);
    const split = part.indexOf('\r\n\r\n');
    const disposition = head.exec(part.subarray(0, split).toString('utf8'))?.[0] ?? '';
    const name = /filename="([^"]*)"/.exec(disposition)?.[1];
    if (split >= 0 && /\bname="file"/.test(disposition) && name !== undefined) {
      return { name, bytes: part.subarray(split + 4, -2) };
    }
    from = to;
  }
  return undefined;
}
