import type { AnswerRule } from '../core/answer-rule.ts';
import { foldAccents } from '../core/fold.ts';
import { err, ok } from '../core/result.ts';

/** "phường Bến Nghé (cũ) giờ là phường nào", accents folded: the old place of before the mergers. */
const question =
  /^(?:(?:cho|toi|em|con|hoi|a|oi|minh)\s+)*(?<name>(?:phuong|xa|thi tran)\s+\S.{0,40}?)\s+(?:cu\s+)?(?:bay gio|hien nay|gio|nay|sap nhap|nhap|doi)\s.{0,30}?\b(?:nao|gi|dau|mo)(?:\s.{0,6})?[?.!\s]*$/;

/** "Phường cũ của tôi là …": what follows is the name. */
const introduction = /^(?:phuong|xa|thi tran)\s+(?:cu\s+)?(?:cua\s+\S+\s+)?(?:ten\s+)?la\s+/;
/** "Phường mình", "xã làm việc": no name of a place. */
const noName =
  /^(?:phuong|xa|thi tran)\s+(?:cu|moi|minh|toi|em|ta|nay|nao|lam|co|mo|dong|cho|nhan|tiep|hoi|o|cua)(?:\s|$)/;

/** For flows: takes the place's name out of a question about where it belongs now. */
export const oldWardQuestion: AnswerRule = {
  reasons: ['other'],
  check(text) {
    const written = text.normalize('NFC').trim();
    // Folding changes letters one for one, so places in both texts agree.
    const folded = foldAccents(written.toLowerCase());
    const found = question.exec(folded)?.groups?.name;
    if (found === undefined) return err('other');
    const name = found.replace(introduction, '');
    if (noName.test(name)) return err('other');
    const at = folded.indexOf(found) + found.length - name.length;
    return ok(written.slice(at, at + name.length));
  },
};
