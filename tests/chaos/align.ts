/** Which rows the deliveries are. Rows and deliveries that found no partner are what is wrong, or unknown. */
export interface Alignment<Row, Delivery> {
  readonly pairs: readonly (readonly [Row, Delivery])[];
  readonly rows: readonly Row[];
  readonly deliveries: readonly Delivery[];
}

export interface Question<Row, Delivery> {
  readonly rows: readonly Row[];
  readonly deliveries: readonly Delivery[];
  fits(row: Row, delivery: Delivery): boolean;
  /** It is known to have arrived. */
  isCertain(row: Row): boolean;
}

/**
 * Pairs rows and deliveries in their order such that the fewest deliveries and certain rows stay alone: some
 * answers are worded alike, and platforms that give no id leave nothing else to tell them apart.
 */
export function align<Row, Delivery>(question: Question<Row, Delivery>): Alignment<Row, Delivery> {
  const { rows, deliveries, fits, isCertain } = question;
  const width = deliveries.length + 1;
  /** The least price from row `r` and delivery `d` on. */
  const price: number[] = new Array((rows.length + 1) * width).fill(0);
  const at = (r: number, d: number): number => price[r * width + d] ?? 0;
  for (let r = rows.length; r >= 0; r--)
    for (let d = deliveries.length; d >= 0; d--) {
      const ways = waysOf(r, d).map((way) => way.price + at(way.r, way.d));
      price[r * width + d] = ways.length > 0 ? Math.min(...ways) : 0;
    }
  const alone = { rows: [] as Row[], deliveries: [] as Delivery[] };
  const pairs: [Row, Delivery][] = [];
  for (let r = 0, d = 0; r < rows.length || d < deliveries.length; ) {
    const way = waysOf(r, d).find((one) => one.price + at(one.r, one.d) === at(r, d));
    if (!way) break;
    const [row, delivery] = [rows[r], deliveries[d]];
    if (way.r > r && way.d > d && row !== undefined && delivery !== undefined) pairs.push([row, delivery]);
    else if (way.r > r && row !== undefined) alone.rows.push(row);
    else if (delivery !== undefined) alone.deliveries.push(delivery);
    r = way.r;
    d = way.d;
  }
  return { pairs, ...alone };

  function waysOf(r: number, d: number) {
    const [row, delivery] = [rows[r], deliveries[d]];
    const ways: { r: number; d: number; price: number }[] = [];
    if (row !== undefined && delivery !== undefined && fits(row, delivery))
      ways.push({ r: r + 1, d: d + 1, price: 0 });
    if (row !== undefined) ways.push({ r: r + 1, d, price: isCertain(row) ? 1 : 0 });
    if (delivery !== undefined) ways.push({ r, d: d + 1, price: 1 });
    return ways;
  }
}
