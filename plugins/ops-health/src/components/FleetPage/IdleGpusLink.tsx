import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatMonth } from '../../cost/idleGpus';
import { useIdleGpus } from '../../hooks/useIdleGpus';
import { idleGpusRouteRef } from '../../routes';

const SUM_ONLY = { limit: 1 };

/** What idle GPUs cost; nothing where there are none or nobody knows. */
export function IdleGpusLink() {
  const path = useRouteRef(idleGpusRouteRef)?.();
  const { value } = useIdleGpus(SUM_ONLY);
  if (!path || !value || value.totalItems === 0) {
    return null;
  }
  return (
    <AppLink to={path} variant="body-small">
      {value.totalCostPerMonth === undefined
        ? `Idle GPUs: ${value.totalGpus}`
        : `Idle GPUs: ${formatMonth(
            value.totalCostPerMonth,
            value.currency,
          )} a month`}
    </AppLink>
  );
}
