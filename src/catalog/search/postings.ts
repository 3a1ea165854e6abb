/** An inverted index in flat arrays: term -> (document, weight), documents ascending. */
export interface Postings {
  /** Start of a term's rows in `documents` and `weights`; `starts[term + 1]` is the end. */
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  /** Saturated, length-normalised term frequency, 0..k+1. */
  readonly weights: Float32Array;
}

export interface PostingsBuilder {
  /** Documents must be added in ascending order. */
  add(document: number, terms: readonly number[]): void;
  build(termCount: number): Postings;
}

/** BM25 saturation and length normalisation. */
export interface Saturation {
  readonly k: number;
  readonly b: number;
}

export function createPostings({ k, b }: Saturation): PostingsBuilder {
  const termOf: number[] = [];
  const documentOf: number[] = [];
  const countOf: number[] = [];
  const lengthOf: number[] = [];

  return {
    add(document, terms) {
      const counts = new Map<number, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      lengthOf[document] = terms.length;
      for (const [term, count] of counts) {
        termOf.push(term);
        documentOf.push(document);
        countOf.push(count);
      }
    },
    build(termCount) {
      const starts = new Uint32Array(termCount + 1);
      for (const term of termOf) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
      for (let term = 0; term < termCount; term += 1) {
        starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
      }
      const next = starts.slice();
      const documents = new Uint32Array(termOf.length);
      const weights = new Float32Array(termOf.length);
      const average = mean(lengthOf);
      for (let row = 0; row < termOf.length; row += 1) {
        const term = termOf[row] ?? 0;
        const document = documentOf[row] ?? 0;
        const count = countOf[row] ?? 0;
        const at = next[term] ?? 0;
        next[term] = at + 1;
        documents[at] = document;
        const norm = k * (1 - b + (b * (lengthOf[document] ?? 0)) / average);
        weights[at] = (count * (k + 1)) / (count + norm);
      }
      return { starts, documents, weights };
    },
  };
}

function mean(values: readonly number[]): number {
  let sum = 0;
  let filled = 0;
  for (const value of values) {
    if (value === undefined) continue;
    sum += value;
    filled += 1;
  }
  return filled === 0 ? 1 : sum / filled || 1;
}
