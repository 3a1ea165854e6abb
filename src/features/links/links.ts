import { err, ok, type Result } from '../../core/result.ts';
import type { WardTx } from '../../store/database.ts';
import { saveLink } from './links.repo.ts';

export type LinkFault = 'bad_code' | 'bad_target' | 'taken';

/** Letters and digits that can be read aloud and printed on a poster. */
const codeShape = /^[\w-]{2,64}$/;

/** Makes or moves a short address. The target may be any web address, such as a chat of the ward. */
export async function putLink(tx: WardTx, code: string, target: string): Promise<Result<void, LinkFault>> {
  if (!codeShape.test(code)) return err('bad_code');
  if (!URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol)) return err('bad_target');
  return (await saveLink(tx, code, target)) ? ok(undefined) : err('taken');
}
