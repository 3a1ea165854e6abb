/** Vietnam keeps UTC+7 all year. */
const offsetMs = 7 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** Milliseconds from `now` to the next time that clocks in Vietnam show this; a whole day when they show it now. */
export function msUntilVietnamTime(hour: number, minute: number, now: number): number {
  const wanted = (hour * 60 + minute) * 60_000;
  const ofDay = (now + offsetMs) % dayMs;
  const wait = wanted - ofDay;
  return wait > 0 ? wait : wait + dayMs;
}
