import { useEffect, useState } from 'react';

const tickMs = 30_000;

/** The present moment, new every half minute: words such as "còn 3 giờ" grow old. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
