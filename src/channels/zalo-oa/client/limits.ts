/** What the vendor said about our limits with its latest answers; for the operator, lost at a restart. */
export interface SeenLimits {
  /** Requests of the app per minute, by the headers of the latest answer. */
  readonly rate?: { readonly limit: number; readonly remain: number };
  /** Messages left, by the latest sent one. */
  readonly quota?: { readonly kind: string; readonly remain: number };
}

export interface LimitMemory {
  seen(): SeenLimits;
  noteHeaders(headers: Readonly<Record<string, string>>): void;
  noteQuota(kind: string, remain: string | number | undefined): void;
}

export function createLimitMemory(): LimitMemory {
  let seen: SeenLimits = {};
  return {
    seen: () => seen,
    noteHeaders(headers) {
      const [limit, remain] = [Number(headers['x-ratelimit-limit']), Number(headers['x-ratelimit-remain'])];
      if (Number.isFinite(limit) && Number.isFinite(remain)) seen = { ...seen, rate: { limit, remain } };
    },
    noteQuota(kind, remain) {
      const left = Number(remain);
      if (Number.isFinite(left)) seen = { ...seen, quota: { kind, remain: left } };
    },
  };
}
