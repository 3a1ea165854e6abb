import { Link } from '@tanstack/react-router';
import { say } from '../../lib/words.ts';

/** The three kinds of words that a ward keeps itself. */
export function KnowledgeTabs() {
  return (
    <nav aria-label={say('shell.knowledge')}>
      <ul className="tabs">
        <li>
          <Link to="/knowledge" activeOptions={{ exact: true }}>
            {say('knowledge.tab_texts')}
          </Link>
        </li>
        <li>
          <Link to="/knowledge/procedures">{say('knowledge.tab_procedures')}</Link>
        </li>
        <li>
          <Link to="/knowledge/words" search={{ flow: 'all', language: 'vi' }} activeOptions={activeOptions}>
            {say('knowledge.tab_words')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

const activeOptions = { includeSearch: false };
