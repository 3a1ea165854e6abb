import { openPlaces } from '../../../../../src/contracts/console/open-places.ts';
import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';

/** Before sending: what a ready sentence left for the officer to write. */
export function OpenPlacesWarning({ body }: { readonly body: string }) {
  const open = openPlaces(body);
  if (open.length === 0) return null;
  return (
    <p className="refusal" role="status">
      <Icon name="alert" /> {say('composer.open_places', { places: open.join(', ') })}
    </p>
  );
}
