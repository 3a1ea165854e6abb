import type { NoticeDeps } from './notice-deps.ts';
import { digestWords, groupWords, mailWords } from './notice-words.ts';
import { type ClaimedNotice, claimNext, mailsLastMinute, markLost, markNotices } from './notices.repo.ts';
import { markOf, type Outcome, outcomeOfChannel } from './outcome.ts';

/** Longer than the slowest ten mails in a row. */
const lostAfterMs = 180_000;
/** More than that for one person within a minute go as one mail. */
const mostMails = 10;
const minuteMs = 60_000;

/** Sends what is due, each way by itself: one that is slow holds up no other. */
export async function sendDueNotices(
  deps: NoticeDeps,
  isStopping: () => boolean = () => false,
): Promise<void> {
  const lost = await markLost(deps.db, lostAfterMs);
  if (lost > 0) deps.metrics.swept.inc({ what: 'notice_lost' }, lost);
  await Promise.all([
    drain(deps, 'email', isStopping),
    drain(deps, 'push', isStopping),
    drain(deps, 'telegram', isStopping),
  ]);
}

async function drain(deps: NoticeDeps, way: ClaimedNotice['way'], isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const claimed = await claimNext(deps.db, way, way === 'email');
    if (claimed.length === 0) return;
    const going = await withoutHopeless(deps, claimed);
    if (way === 'email') await sendMails(deps, going);
    else for (const notice of going) await settle(deps, [notice], await sendOne(deps, notice));
  }
}

/** Why a notice does not go out after all. */
function hopeless({
  kind,
  way,
  choice,
  address,
  chairOnly,
  isOpen,
  officeId,
}: ClaimedNotice): string | undefined {
  if (address === null || address === '') return 'no_address';
  if (way !== 'telegram' && choice?.[way] === false) return 'not_wanted';
  // What only the chair may see is not for the eyes of a whole office.
  if (chairOnly && officeId !== null) return 'not_for_offices';
  return (kind === 'due_soon' || kind === 'overdue') && !isOpen ? 'settled_meanwhile' : undefined;
}

async function withoutHopeless(
  deps: NoticeDeps,
  claimed: readonly ClaimedNotice[],
): Promise<readonly ClaimedNotice[]> {
  const going: ClaimedNotice[] = [];
  for (const notice of claimed) {
    const reason = hopeless(notice);
    if (reason) await settle(deps, [notice], { kind: 'failed', reason });
    else going.push(notice);
  }
  return going;
}

/** One mail each, unless there are too many for one minute: those wait for each other and go as one. */
async function sendMails(deps: NoticeDeps, notices: readonly ClaimedNotice[]): Promise<void> {
  const [first] = notices;
  if (!first) return;
  if (notices.length > mostMails) {
    await settle(deps, notices, await mail(deps, first, digestWords(deps, notices)));
    return;
  }
  const lately = await mailsLastMinute(deps.db, first);
  if (lately.count + notices.length > mostMails) {
    const dueAt = new Date((lately.first?.getTime() ?? deps.now()) + minuteMs);
    await markNotices(
      deps.db,
      notices.map(({ id }) => id),
      { state: 'waiting', reason: 'digest', dueAt },
    );
    return;
  }
  for (const notice of notices)
    await settle(deps, [notice], await mail(deps, notice, mailWords(deps, notice)));
}

async function mail(
  { mailer }: NoticeDeps,
  { id, address }: ClaimedNotice,
  words: { readonly subject: string; readonly text: string },
): Promise<Outcome> {
  if (!mailer) return { kind: 'failed', reason: 'no_mail_server' };
  return mailer.send({ id: String(id), to: address ?? '', ...words });
}

async function sendOne(deps: NoticeDeps, notice: ClaimedNotice): Promise<Outcome> {
  const { kind, code, caseId, staffId } = notice;
  if (notice.way === 'push') return deps.push.send(staffId ?? 0, { kind, code, caseId });
  const channel = deps.groupChannel(notice.wardId);
  if (!channel) return { kind: 'failed', reason: 'no_group_account' };
  const answer = await channel.send({
    id: `notice-${notice.id}`,
    to: notice.address ?? '',
    text: groupWords(deps, notice),
    buttons: [],
    linkButtons: [],
    purpose: 'notice',
  });
  return answer.ok
    ? { kind: 'sent', vendorMessageId: answer.value.vendorMessageId }
    : outcomeOfChannel(answer.error);
}

async function settle(deps: NoticeDeps, notices: readonly ClaimedNotice[], outcome: Outcome): Promise<void> {
  const attempts = Math.max(...notices.map((notice) => notice.attempts));
  const mark = markOf(outcome, attempts, deps.now());
  await markNotices(
    deps.db,
    notices.map(({ id }) => id),
    mark,
  );
  const result = mark.state === 'due' ? 'retry' : mark.state;
  deps.metrics.staffNotices.inc({ way: notices[0]?.way ?? 'email', result }, notices.length);
  if (outcome.kind === 'sent') return;
  // Without a mail server every notice ends so: the start and `doctor` are the places to hear of that.
  const level = outcome.reason === 'no_mail_server' ? 'debug' : 'warn';
  deps.log[level](
    { notices: notices.map(({ id }) => id), reason: outcome.reason },
    'a notice did not go out',
  );
}
