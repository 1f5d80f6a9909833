import { useEffect } from 'react';

/** Paper is white: while the page is printed, a dark theme is a light one. */
export function useLightPrint(): void {
  useEffect(() => {
    let darkened: Element[] = [];
    const lighten = () => {
      darkened = [...document.querySelectorAll('[data-theme-mode="dark"]')];
      darkened.forEach(element =>
        element.setAttribute('data-theme-mode', 'light'),
      );
    };
    const restore = () => {
      darkened.forEach(element =>
        element.setAttribute('data-theme-mode', 'dark'),
      );
      darkened = [];
    };
    window.addEventListener('beforeprint', lighten);
    window.addEventListener('afterprint', restore);
    return () => {
      window.removeEventListener('beforeprint', lighten);
      window.removeEventListener('afterprint', restore);
    };
  }, []);
}
