import { useEffect, useState } from 'react';

/** Grows when the theme changes: a canvas does not follow style sheets by itself. */
export function useThemeRevision(): number {
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() =>
      setRevision(current => current + 1),
    );
    for (const element of [document.documentElement, document.body]) {
      observer.observe(element, {
        attributes: true,
        attributeFilter: ['data-theme-mode', 'data-theme-name'],
      });
    }
    return () => observer.disconnect();
  }, []);
  return revision;
}
