import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';

/** What the process counts; served at /metrics in Prometheus format. */
export interface Metrics {
  readonly registry: Registry;
  readonly eventsAccepted: Counter<'channel' | 'account' | 'kind'>;
  readonly eventsRefused: Counter<'channel' | 'reason'>;
  readonly eventsSpooled: Counter<string>;
  readonly eventsHandled: Counter<'result'>;
  readonly messagesSent: Counter<'channel' | 'account' | 'result'>;
  readonly channelNotices: Counter<'channel' | 'kind'>;
  readonly bucketWaits: Counter<'account'>;
  readonly swept: Counter<'what'>;
  readonly staffNotices: Counter<'way' | 'result'>;
  /** Seconds from arrival to the commit of the turn. */
  readonly turnSeconds: Histogram<string>;
  /** Seconds from the commit of the turn to the platform's answer. */
  readonly sendSeconds: Histogram<'channel'>;
  readonly pendingEvents: Gauge<string>;
  /** Seconds that the oldest due message of an account has waited. */
  readonly accountLag: Gauge<'account'>;
  readonly accountPaused: Gauge<'account'>;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** With `wholeProcess: false` for a thread: memory and CPU are counted by the main one. */
export function createMetrics({ wholeProcess = true } = {}): Metrics {
  const registry = new Registry();
  if (wholeProcess) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter<Label>({ name, help, labelNames, registers });
  return {
    registry,
    eventsAccepted: counter('gan_dan_events_accepted_total', 'Sự kiện đã nhận', [
      'channel',
      'account',
      'kind',
    ]),
    eventsRefused: counter('gan_dan_events_refused_total', 'Yêu cầu bị từ chối', ['channel', 'reason']),
    eventsSpooled: counter('gan_dan_events_spooled_total', 'Sự kiện ghi tạm ra đĩa', []),
    eventsHandled: counter('gan_dan_events_handled_total', 'Sự kiện đã xử lý', ['result']),
    messagesSent: counter('gan_dan_messages_total', 'Tin gửi đi theo kết quả', [
      'channel',
      'account',
      'result',
    ]),
    channelNotices: counter('gan_dan_channel_notices_total', 'Điều bất thường ở kênh', ['channel', 'kind']),
    bucketWaits: counter('gan_dan_bucket_waits_total', 'Lần chờ giới hạn tốc độ', ['account']),
    staffNotices: counter('gan_dan_staff_notices_total', 'Tin báo cho cán bộ theo kết quả', [
      'way',
      'result',
    ]),
    swept: counter('gan_dan_swept_total', 'Dòng được quét dọn nhặt lại', ['what']),
    turnSeconds: new Histogram({
      name: 'gan_dan_turn_seconds',
      help: 'Từ lúc nhận đến lúc ghi lượt',
      buckets,
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'gan_dan_send_seconds',
      help: 'Từ lúc ghi lượt đến lúc nền tảng nhận tin',
      labelNames: ['channel'],
      buckets,
      registers,
    }),
    accountLag: new Gauge({
      name: 'gan_dan_account_lag_seconds',
      help: 'Tin đến hạn lâu nhất chưa gửi của tài khoản đã chờ bao lâu (giây)',
      labelNames: ['account'],
      registers,
    }),
    accountPaused: new Gauge({
      name: 'gan_dan_account_paused',
      help: '1 = tài khoản đang tạm dừng, tin được giữ lại',
      labelNames: ['account'],
      registers,
    }),
    pendingEvents: new Gauge({ name: 'gan_dan_pending_events', help: 'Sự kiện chưa xử lý', registers }),
  };
}

/** Counters as a thread hands them over. */
export type CountedMetrics = MetricObjectWithValues<MetricValue<string>>[];

/** The counters of a process and of its thread as one. */
export async function readTogether(own: Registry, theirs: CountedMetrics): Promise<Registry> {
  return AggregatorRegistry.aggregate([await own.getMetricsAsJSON(), theirs]);
}
