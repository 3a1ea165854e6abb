import type { Answer, Call } from '../vendor/answer.ts';
import { bodyOf, graphError, invalid, refuse } from './graph-error.ts';
import { checkToken, type House } from './house.ts';
import { type GraphMessage, readMessage } from './message.ts';
import { fillTemplate } from './utility.ts';

interface Order {
  readonly recipient: { readonly id?: string; readonly comment_id?: string; readonly post_id?: string };
  readonly messaging_type: string;
  readonly tag: string;
  readonly message: GraphMessage;
  readonly sender_action: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** D/send-messages 2026-05-05: 24 hours for us, 7 days for a human and for an answer to a comment. */
const windowMs = dayMs;
const longWindowMs = 7 * dayMs;
const tooLate = () => refuse(10, 'This message is sent outside of allowed window.', 2018278);

/** D/overview/rate-limiting 2026-03-23. */
export const documentedRate = { max: 300, windowMs: 1_000 } as const;
export const tooManyCalls = graphError(613, 'Calls to this api have exceeded the rate limit.', 2534040);

/** POST /<PAGE>/messages */
export function createSend(house: House) {
  const { desk } = house;
  let messages = 0;

  return (call: Call): Answer => {
    checkToken(house, call);
    const order = bodyOf<Order>(call);
    if (desk.rates.isTooMuch(desk.now())) return tooManyCalls;
    const userId = recipientOf(house, order);
    if (order.sender_action !== undefined) return { body: { recipient_id: userId } };
    const { how, ...content } = readContent(house, order);
    if (!order.recipient?.id) answerComment(house, order);
    else checkWindow(house, userId, order);
    messages += 1;
    const vendorId = `m_out-${desk.now()}-${messages}`;
    desk.record.add({ ...content, userId, vendorId, how: order.recipient?.id ? how : 'private reply' });
    return { body: { recipient_id: userId, message_id: vendorId } };
  };
}

function recipientOf({ people, comments }: House, { recipient = {} }: Partial<Order>): string {
  const commented = recipient.comment_id ?? recipient.post_id;
  const userId = commented === undefined ? recipient.id : comments.get(commented)?.userId;
  if (commented !== undefined && userId === undefined) throw refuse(100, 'Object does not exist', 33);
  const person = people.get(userId ?? '');
  if (userId === undefined || !person) throw refuse(100, 'No matching user found', 2018001);
  if (person.isBlocking) throw refuse(551, "This person isn't available right now.", 1545041);
  return userId;
}

function readContent(house: House, { messaging_type: type, message = {} }: Partial<Order>) {
  if (type === 'UTILITY') return { ...fillTemplate(house, message.template), how: 'utility' };
  return { ...readMessage(house.desk, message), how: (type ?? '').toLowerCase() };
}

function checkWindow(
  { people, desk }: House,
  userId: string,
  { messaging_type: type, tag }: Partial<Order>,
): void {
  const silence = desk.now() - (people.get(userId)?.lastMessage ?? 0);
  switch (type) {
    case 'UTILITY':
      return;
    case 'RESPONSE':
    case 'UPDATE':
      if (silence <= windowMs) return;
      break;
    case 'MESSAGE_TAG':
      if (tag !== 'HUMAN_AGENT') {
        desk.broke(`messenger: the tag ${tag}`);
        throw invalid('tag');
      }
      if (silence <= longWindowMs) return;
      break;
    default:
      throw invalid('messaging_type');
  }
  desk.broke(`messenger: a ${type} outside its window`);
  throw tooLate();
}

/** One private reply to each comment, within seven days. */
function answerComment({ comments, desk }: House, { recipient = {} }: Partial<Order>): void {
  const comment = comments.get(recipient.comment_id ?? recipient.post_id ?? '');
  if (!comment) return;
  if (comment.isAnswered) {
    desk.broke('messenger: a second private reply to one comment');
    throw refuse(10900, 'Activity already replied to');
  }
  if (desk.now() - comment.at > longWindowMs) {
    desk.broke('messenger: a private reply after 7 days');
    throw tooLate();
  }
  comment.isAnswered = true;
}
