import type { ConditionFailure } from '@platform-ops/backstage-plugin-ops-health-node';
import type { Cluster } from '../client/KubernetesClient';

/** Providers that want the token of somebody who sits before a browser. */
const CLIENT_SIDE = ['aks', 'google', 'oidc'];

/**
 * Why a cluster cannot be read in the background; undefined where it can.
 */
export function describeClientSideAuth({
  name,
  authProvider,
}: Cluster): ConditionFailure | undefined {
  return CLIENT_SIDE.includes(authProvider)
    ? {
        subject: `cluster ${name}`,
        message: `answers only people who are signed in (authProvider ${authProvider}), so that the portal cannot read it by itself; give it a server-side authProvider such as serviceAccount, aws, azure or googleServiceAccount`,
        forbidden: true,
        labels: { cluster: name },
      }
    : undefined;
}
