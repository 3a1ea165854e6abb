/** Moments in milliseconds, in order. */
type Moments = readonly number[];

/** The most moments that any window of the given length holds. */
export function mostWithin(moments: Moments, windowMs: number): number {
  let most = 0;
  let first = 0;
  for (const [last, moment] of moments.entries()) {
    while ((moments[first] ?? moment) <= moment - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Moments a second, without the first and the last tenth, in which a backlog begins and ends. */
export function steadyRate(moments: Moments): number {
  const edge = Math.floor(moments.length / 10);
  const steady = moments.slice(edge, moments.length - edge);
  const [first, last] = [steady[0], steady.at(-1)];
  if (first === undefined || last === undefined || last <= first) return Number.NaN;
  return ((steady.length - 1) * 1000) / (last - first);
}
