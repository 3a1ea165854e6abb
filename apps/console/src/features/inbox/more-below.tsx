import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly isBusy: boolean;
  readonly onReach: () => void;
  readonly children: ReactNode;
}

/** Asks for the next page before its reader arrives there; the button inside works without that. */
export function MoreBelow({ isBusy, onReach, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onReach);
  latest.current = onReach;
  useEffect(() => {
    if (isBusy || !ref.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { rootMargin: '600px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isBusy]);
  return (
    <div ref={ref} className="more">
      {children}
    </div>
  );
}
