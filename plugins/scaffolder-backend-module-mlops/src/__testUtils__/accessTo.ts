import { mockServices } from '@backstage/backend-test-utils';
import { ClusterAccess } from '../cluster/ClusterAccess';

/** By what stands in `goldenPaths.kubernetes.clusters`. */
export function accessTo(
  ...clusters: Array<{
    name: string;
    templates?: string[];
    namespaces?: string[];
    kinds?: string[];
  }>
): ClusterAccess {
  return ClusterAccess.fromConfig(
    mockServices.rootConfig({
      data: { goldenPaths: { kubernetes: { clusters } } },
    }),
  );
}
