/** One measured number, beside what it is compared with in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** A floor or a peer; `ratio` is ours divided by theirs. */
  readonly beside?: { readonly what: string; readonly value: number };
  readonly ratio?: number;
  readonly target?: Target;
  readonly met?: boolean;
}

/** The bound holds for the ratio where there is something beside the figure, else for the figure itself. */
export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface GroupReport {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** What was not measured here, and why. */
  readonly skipped: readonly string[];
}

/** Parts may be rounds of the same thing: the medians are compared. */
export function figure(
  what: string,
  unit: string,
  value: number,
  more: { beside?: { what: string; value: number }; target?: Target } = {},
): Figure {
  const { beside, target } = more;
  const ratio = beside && value / beside.value;
  return {
    what,
    value,
    unit,
    ...(beside ? { beside, ratio: value / beside.value } : {}),
    ...(target ? { target, met: isMet(ratio ?? value, target) } : {}),
  };
}

function isMet(value: number, { atMost, atLeast }: Target): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

export function toLines({ name, figures, skipped }: GroupReport): string[] {
  const rows = figures.map((one) => [
    one.what,
    `${rounded(one.value)} ${one.unit}`.trim(),
    one.beside ? `${one.beside.what}: ${rounded(one.beside.value)}` : '',
    one.ratio === undefined ? '' : `×${one.ratio.toFixed(2)}`,
    one.target ? `${wanted(one.target, one.ratio !== undefined)} ${one.met ? 'đạt' : 'CHƯA ĐẠT'}` : '',
  ]);
  return [name, ...columns(rows), ...skipped.map((why) => `  bỏ qua: ${why}`), ''];
}

function wanted({ atMost, atLeast }: Target, ofRatio: boolean): string {
  const sign = ofRatio ? '×' : '';
  return atMost === undefined ? `≥ ${sign}${atLeast}` : `≤ ${sign}${atMost}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value))));
  return value.toFixed(Math.max(0, digits));
}
