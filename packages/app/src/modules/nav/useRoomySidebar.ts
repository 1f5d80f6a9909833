import { useSidebarPinState } from '@backstage/core-components';
import { useEffect, useRef } from 'react';

/** From here on there is room for the sidebar beside a table. */
const ROOMY = '(min-width: 1200px)';

/**
 * Unpins the sidebar where it would take a quarter of the window or more, and
 * pins it again when there is room. Whoever pins it in a small window keeps it.
 */
export function useRoomySidebar(): void {
  const { isPinned, isMobile, toggleSidebarPinState } = useSidebarPinState();
  const current = useRef({ isPinned, toggleSidebarPinState });
  current.current = { isPinned, toggleSidebarPinState };
  const unpinned = useRef(false);

  useEffect(() => {
    const list = window.matchMedia?.(ROOMY);
    if (!list || isMobile) {
      return undefined;
    }
    const update = () => {
      const sidebar = current.current;
      if (!list.matches && sidebar.isPinned) {
        unpinned.current = true;
        sidebar.toggleSidebarPinState();
      } else if (list.matches && unpinned.current) {
        unpinned.current = false;
        if (!sidebar.isPinned) {
          sidebar.toggleSidebarPinState();
        }
      }
    };
    update();
    list.addEventListener?.('change', update);
    return () => list.removeEventListener?.('change', update);
  }, [isMobile]);
}
