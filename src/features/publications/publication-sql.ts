/**
 * What may be public: answered, and not the chair's alone, also where its category became so later. Every reading of
 * what is released asks this of the case as it is now: a case that is reopened is out of the public page at once.
 */
export const isPublishable = `c.state = 'answered' and c.merged_into_id is null and c.body <> '' and not c.chair_only
  and not exists (select from case_category k
                  where k.ward_id = c.ward_id and k.code = c.category and k.chair_only)`;

/** An answer that came after the release has not been read by a releaser. */
export const isPublic = `p.state = 'released' and p.released_at >= c.answered_at and ${isPublishable}`;

export const localDateOf = (column: string): string =>
  `to_char(${column} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`;
export const millisOf = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
