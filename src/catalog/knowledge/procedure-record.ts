import type { ChannelKind, TimeUnit } from './procedure-file.ts';

/** One way to hand a dossier in, as published. */
export interface RecordChannel {
  readonly kind: Exclude<ChannelKind, 'any'>;
  /** Present only with its unit: a number without a unit is no information. */
  readonly time?: { readonly value: number; readonly unit: TimeUnit };
  /** As published ("Miễn phí", "10,000 Việt Nam Đồng"); absent when the amount carries no currency. */
  readonly fee?: string;
  readonly note?: string;
}

export interface RecordPaper {
  readonly name: string;
  readonly copies?: number;
  readonly kind?: 'chính' | 'sao';
}

/** An imported procedure, free of its file format; texts are NFC. */
export interface ProcedureRecord {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly ministry: string;
  /** "Cấp bộ", "Cấp tỉnh", "Cấp xã", "Cơ quan khác". */
  readonly levels: readonly string[];
  readonly decision: string;
  readonly audience: readonly string[];
  readonly agency: string;
  readonly competent: string;
  readonly channels: readonly RecordChannel[];
  readonly papers: readonly RecordPaper[];
  readonly steps: string;
  readonly conditions: string;
  readonly results: readonly { readonly name: string; readonly code?: string }[];
  readonly legal: string;
  readonly url?: string;
  readonly source?: string;
}
