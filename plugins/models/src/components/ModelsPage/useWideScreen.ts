import { useEffect, useState } from 'react';

const WIDE = '(min-width: 1200px)';

/** Whether there is room for the filters beside the table. */
export function useWideScreen(): boolean {
  const [wide, setWide] = useState(
    () => window.matchMedia?.(WIDE).matches ?? true,
  );
  useEffect(() => {
    const list = window.matchMedia?.(WIDE);
    const update = () => setWide(list.matches);
    list?.addEventListener?.('change', update);
    return () => list?.removeEventListener?.('change', update);
  }, []);
  return wide;
}
