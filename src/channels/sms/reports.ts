import type { InboundContent, InboundEvent } from '../../core/message.ts';
import { normalisePhone } from '../../core/phone.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, RawRequest, ReceiveError } from '../channel.ts';
import type { ReportMapping, SmsAccount } from './config.ts';
import { createFieldReader, type ReadField } from './fields.ts';

/** Where the gateway reports on one message. The citizen's number is in it only in its hidden form. */
export function reportAddress(root: string, secret: string, message: { id: string; to: string }): string {
  const query = new URLSearchParams({ report: '1', secret, id: message.id, to: message.to });
  // Blanks as %20, which every gateway passes on unchanged.
  return `${root}?${query.toString().replaceAll('+', '%20')}`;
}

export function isReport({ query }: RawRequest, { reports }: SmsAccount): boolean {
  if (query.report !== undefined) return true;
  // A callback address typed into the gateway's own console has no mark of ours.
  return reports.counts !== undefined && nameIn(reports.id, query);
}

const nameIn = (places: readonly string[], query: RawRequest['query']): boolean =>
  places.some((place) => place.startsWith('query:') && query[place.slice('query:'.length)] !== undefined);

interface ReportDeps {
  readonly reports: ReportMapping;
  readonly host: ChannelHost;
}

/** A final report as one event; the ways in between as none. */
export function readReport(
  request: RawRequest,
  { reports, host }: ReportDeps,
): Result<readonly InboundEvent[], ReceiveError> {
  const read = createFieldReader(request, false);
  const id = read(reports.id);
  if (id === undefined) return err({ code: 'malformed' });
  const content = outcomeOf(read, reports, id.slice(0, 200));
  if (!content) return ok([]);
  const userId = recipientOf(read(reports.to), host);
  if (userId === undefined) {
    host.notice('sms_report_of_nobody');
    return ok([]);
  }
  const eventId = `report:${content.vendorMessageId}:${content.kind}`;
  return ok([{ eventId, userId, at: host.clock.now(), content }]);
}

type Outcome = Extract<InboundContent, { kind: 'receipt' | 'undelivered' }>;

function outcomeOf(read: ReadField, reports: ReportMapping, vendorMessageId: string): Outcome | undefined {
  const { statuses, counts } = reports;
  const status = read(reports.status) ?? '';
  const counted = (places: ReportMapping['id'] | undefined) =>
    places !== undefined && Number(read(places) ?? 0) > 0;
  if (counted(counts?.failed) || statuses.failed.includes(status)) {
    const vendorCode = `status ${status.replace(/[^\w.-]/g, '').slice(0, 20)}`.trim();
    return { kind: 'undelivered', vendorMessageId, vendorCode };
  }
  if (counted(counts?.delivered) || statuses.delivered.includes(status)) {
    return { kind: 'receipt', vendorMessageId, state: 'delivered' };
  }
  return undefined;
}

/** The hidden id that we put into the address, or the number that the gateway knows. */
function recipientOf(text: string | undefined, { ids }: ChannelHost): string | undefined {
  if (text === undefined) return undefined;
  const number = normalisePhone(text);
  if (number !== undefined) return ids.hide(number);
  return ids.show(text) === undefined ? undefined : text;
}
