import { useEntityPath } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';

/**
 * Gives the path of an entity's compliance tab, of a framework in it, or of a
 * control. Undefined in an app without the catalog.
 */
export function useCompliancePath() {
  const pathOf = useEntityPath();
  return useMemo(
    () =>
      pathOf &&
      ((entityRef: string, frameworkId: string, controlId?: string) => {
        const search = new URLSearchParams({ framework: frameworkId });
        if (controlId) {
          search.set('control', controlId);
        }
        return `${pathOf(entityRef, 'compliance')}?${search}`;
      }),
    [pathOf],
  );
}
