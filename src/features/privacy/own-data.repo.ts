import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** The parts of what is kept of one citizen, in the order in which a person reads them. */
export const ownDataSections = [
  'identity',
  'conversation',
  'messagesIn',
  'messagesOut',
  'cases',
  'caseHistory',
  'caseWords',
  'caseAnswers',
  'photos',
  'files',
  'followed',
  'publications',
  'petitions',
  'officerRequests',
  'dossiers',
  'lookups',
  'counted',
  'dataRequests',
] as const;
export type OwnDataSection = (typeof ownDataSections)[number];

const ofCases = (table: string, columns: string, more = ''): string =>
  `select ${columns} from ${table} t join citizen_case c on c.id = t.case_id where c.conversation_id = $1 ${more}`;
const ofPerson = (table: string): string =>
  `select t.*, encode(t.content, 'base64') as content from ${table} t`;
const sameAddress = 'i.account_id = t.account_id and i.external_id = t.external_id';

/** One query for each part: every row that is this citizen's, whole. Bytes as base64. */
const queries: Readonly<Record<OwnDataSection, string>> = {
  identity: `select t.*, a.channel from identity t join channel_account a on a.id = t.account_id where t.id = $1`,
  conversation: 'select t.* from conversation t where t.id = $1',
  messagesIn: `select t.id, t.received_at, t.payload from inbound_event t join identity i on ${sameAddress}
    where i.id = $1 order by t.id`,
  messagesOut: `select t.id, t.created_at, t.sent_at, t.delivered_at, t.state, t.body from message t
    where t.conversation_id = $1 order by t.id`,
  cases: `select t.id, t.code, t.kind, t.category, t.body, t.video_link, t.address, t.latitude, t.longitude,
      t.identity_shown, t.contact_sealed, t.channel, t.state, t.received_at, t.due_at, t.answered_at, t.closed_at,
      t.rating, t.rated_at from citizen_case t where t.conversation_id = $1 order by t.id`,
  caseHistory: ofCases('case_event', 'c.code, t.at, t.actor, t.kind', 'order by t.id'),
  caseWords: ofCases('case_note', 'c.code, t.created_at, t.body', `and t.kind = 'citizen' order by t.id`),
  caseAnswers: ofCases(
    'case_answer',
    'c.code, t.created_at, t.is_final, t.body',
    `and t.state in ('queued', 'phoned') order by t.id`,
  ),
  photos: `${ofPerson('case_photo')} where t.conversation_id = $1
      or t.case_id in (select id from citizen_case where conversation_id = $1) order by t.created_at, t.id`,
  files: `${ofPerson('stored_file')} join identity i on ${sameAddress} where i.id = $1 order by t.created_at, t.id`,
  followed: `select c.code, t.created_at from case_follower t join citizen_case c on c.id = t.case_id
    where t.conversation_id = $1 order by c.id`,
  publications: ofCases(
    'publication',
    'c.code, t.question, t.answer, t.state, t.released_at',
    'order by c.id',
  ),
  petitions: `select t.id, t.kind, t.contact_sealed, t.created_at, t.handled_at from petition t
    where t.conversation_id = $1 order by t.id`,
  officerRequests: `select t.topic, t.state, t.created_at, t.closed_at from handoff_request t
    where t.conversation_id = $1 order by t.id`,
  dossiers: `select d.code, t.created_at from dossier_subscription t join dossier d on d.id = t.dossier_id
    where t.conversation_id = $1 order by d.id`,
  lookups: `select t.at as created_at from dossier_attempt t where t.conversation_id = $1
    union all select t.created_at from pending_lookup t where t.conversation_id = $1`,
  counted: 'select t.name, t.at from contact_fact t where t.conversation_id = $1 order by t.id',
  dataRequests: `select t.kind, t.created_at, t.due_at, t.done_at from data_request t
    where t.conversation_id = $1 order by t.id`,
};

/** Of somebody without a chat only their case is kept: the same columns, by the case. */
const ofOneCase: Partial<Readonly<Record<OwnDataSection, string>>> = {
  cases: queries.cases.replace('t.conversation_id = $1', 't.id = $1'),
  photos: `${ofPerson('case_photo')} where t.case_id = $1 order by t.created_at, t.id`,
  ...Object.fromEntries(
    (['caseHistory', 'caseWords', 'caseAnswers', 'publications'] as const).map((section) => [
      section,
      queries[section].replace('c.conversation_id = $1', 'c.id = $1'),
    ]),
  ),
};

export type OwnRow = Readonly<Record<string, unknown>>;

/** Whose data: somebody who talks with us, or whom staff filed a case for. */
export type Owner = { readonly conversation: ConversationId } | { readonly caseId: number };

export async function loadSection(tx: WardTx, owner: Owner, section: OwnDataSection): Promise<OwnRow[]> {
  if ('conversation' in owner)
    return tx.query<Record<string, unknown>>(queries[section], [owner.conversation]);
  const query = ofOneCase[section];
  return query ? tx.query<Record<string, unknown>>(query, [owner.caseId]) : [];
}

export async function countSection(tx: WardTx, id: ConversationId, section: OwnDataSection): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (${queries[section]}) as rows`,
    [id],
  );
  return row?.count ?? 0;
}
