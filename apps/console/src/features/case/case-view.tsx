import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Acts } from './acts.tsx';
import { Answers } from './answers.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseText } from './case-text.tsx';
import { Composer } from './composer.tsx';
import { DeadlineCard } from './deadline-card.tsx';
import { History } from './history.tsx';
import { NoteForm } from './note-form.tsx';
import { PapersCard } from './papers-card.tsx';
import { PersonCard } from './person-card.tsx';
import { Similar } from './similar.tsx';

/** In the order in which somebody works: what is it, what can I do, who asks, what was said. */
export function CaseView({ detail }: { readonly detail: CaseDetail }) {
  const may = new Set(detail.acts);
  return (
    <>
      <CaseHead detail={detail} />
      <div className="case-columns">
        <div className="case-main">
          <CaseText detail={detail} />
          <Answers detail={detail} />
          {may.has('answer') && <Composer detail={detail} />}
          {may.has('note') && <NoteForm detail={detail} />}
          <History detail={detail} />
        </div>
        <div className="case-side">
          <Acts detail={detail} />
          <PersonCard detail={detail} />
          <DeadlineCard detail={detail} />
          <PapersCard detail={detail} />
          {may.has('merge') && <Similar detail={detail} />}
        </div>
      </div>
    </>
  );
}
