import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';

interface Props {
  readonly place: { readonly latitude: number; readonly longitude: number };
}

/** Plain links: nothing is asked of a map's server until somebody wants to see it. */
export function PlaceLinks({ place: { latitude, longitude } }: Props) {
  const point = `${latitude},${longitude}`;
  const links = [
    [
      'case.map_osm',
      `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`,
    ],
    ['case.map_google', `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(point)}`],
  ] as const;
  return (
    <p className="buttons">
      {links.map(([words, href]) => (
        <a key={words} className="plain-link" href={href} target="_blank" rel="noreferrer noopener">
          <Icon name="place" /> {say(words)}
        </a>
      ))}
    </p>
  );
}
