import { Icon } from '../components/icon.tsx';
import { useConnectionLost } from '../lib/live.ts';
import { say } from '../lib/words.ts';

export function ConnectionLine() {
  const isLost = useConnectionLost();
  return (
    <div role="status">
      {isLost && (
        <p className="connection">
          <Icon name="cloud" /> {say('shell.connection_lost')}
        </p>
      )}
    </div>
  );
}
