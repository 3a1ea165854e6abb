import type { Publication, PublicationRow } from '../../contracts/console/publications.ts';
import type { Seal } from '../../lib/seal.ts';
import { doubtfulPlaces } from '../../rules/doubtful-places.ts';
import { bothTexts, digestOf, type Mask, personalPlaces } from './masked-text.ts';
import { publicIdOf } from './public-id.ts';
import type { ListedRow, Source } from './publications.repo.ts';
import { textsOf } from './publish.ts';

/** Only what has been read and released is shown as it stands. Masked before it is cut: half a number is no number. */
export const rowView = (row: ListedRow, mask: Mask): PublicationRow => ({
  ...common(row),
  excerpt: (row.state === 'released' ? row.opening : mask(row.opening).text).slice(0, excerptChars),
});

const excerptChars = 160;

/** With all that a person should look at before it is public. */
export function publicationView(source: Source, mask: Mask, seal: Seal): Publication {
  const texts = textsOf(source, mask);
  const original = { question: source.body, answer: source.finalAnswer };
  return {
    ...common(source),
    ...texts,
    original,
    masked: personalPlaces(mask, original),
    remaining: personalPlaces(mask, texts),
    doubtful: bothTexts.flatMap((where) =>
      doubtfulPlaces(texts[where]).map((place) => ({ where, ...place })),
    ),
    digest: digestOf(texts),
    path: source.state === 'released' ? `/phan-anh/hoi-dap/${publicIdOf(seal, source.caseId)}` : null,
  };
}

const common = (row: Omit<ListedRow, 'opening'>): Omit<PublicationRow, 'excerpt'> => ({
  caseId: row.caseId,
  code: row.code,
  category: row.category,
  officeId: row.officeId,
  state: row.state,
  askedOn: row.askedOn,
  answeredOn: row.answeredOn,
  preparedBy: person(row.preparedById, row.preparedBy),
  releasedBy: person(row.releasedById, row.releasedBy),
  releasedAt: row.releasedAt,
});

const person = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
