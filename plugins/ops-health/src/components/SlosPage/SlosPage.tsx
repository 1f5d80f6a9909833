import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { useCallback } from 'react';
import { useSlosView } from '../../hooks/useSlosView';
import { slosRouteRef } from '../../routes';
import { OpenedSlo } from './OpenedSlo';
import { SlosList } from './SlosList';
import styles from './SlosPage.module.css';

/** What is promised, and how much of the error budgets is left. */
export function SlosPage() {
  const view = useSlosView();
  const path = useRouteRef(slosRouteRef)?.() ?? '';
  const { opened, searchWith } = view;
  const pathOf = useCallback(
    (slo: Slo | undefined) => `${path}${searchWith(slo)}`,
    [path, searchWith],
  );
  return (
    <Container className={styles.page}>
      {opened ? (
        <OpenedSlo {...opened} listPath={pathOf(undefined)} />
      ) : (
        <SlosList view={view} pathOf={pathOf} />
      )}
    </Container>
  );
}
