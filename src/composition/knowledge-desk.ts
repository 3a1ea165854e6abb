import { loadFlowBook } from '../catalog/flows/load-flow-book.ts';
import { type Knowledge, loadKnowledge } from '../catalog/knowledge/load-knowledge.ts';
import type { FlowBook } from '../engine/flow-book.ts';
import type { KnowledgeDeskDeps } from '../features/knowledge-desk/index.ts';
import type { Ground } from './ground.ts';

/** What the desk that writes answers stands on; the files are read when somebody first looks at them. */
export function knowledgeDeskDeps({ db, root, accounts }: Ground): KnowledgeDeskDeps {
  let known: Knowledge | undefined;
  const knowledge = (): Knowledge => {
    const read = known ? undefined : loadKnowledge(root);
    // The house does not start with files that cannot be read.
    if (read && !read.ok) throw new Error('The knowledge cannot be read any more');
    known ??= read?.value;
    if (!known) throw new Error('There is no knowledge');
    return known;
  };
  let book: FlowBook | undefined;
  return {
    db,
    files: () => knowledge().guides,
    procedures: () => knowledge().procedures,
    everyday: () => knowledge().everyday,
    cards: () => knowledge().cards.vi,
    book() {
      const read = book ? undefined : loadFlowBook(root);
      if (read && !read.ok) throw new Error('The flows cannot be read any more');
      book ??= read?.value;
      if (!book) throw new Error('There are no flows');
      return book;
    },
    channelsOf: (ward) =>
      new Map(
        accounts
          .all()
          .filter(({ wardId }) => wardId === ward)
          .map(({ channel }) => [channel.id, channel.capabilities] as const),
      ),
    now: Date.now,
  };
}
