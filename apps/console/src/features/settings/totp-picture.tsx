import { useEffect, useState } from 'react';
import { say } from '../../lib/words.ts';

interface Props {
  readonly svg: string;
  readonly secret: string;
}

/** As an image, never as markup: whatever the SVG holds, nothing of it runs. */
export function TotpPicture({ svg, secret }: Props) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return (
    <figure className="qr">
      {address && <img src={address} alt={say('account.qr')} width={220} height={220} />}
      <figcaption>
        {say('account.secret')} <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </figcaption>
    </figure>
  );
}
