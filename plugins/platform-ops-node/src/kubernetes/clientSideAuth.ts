import type { Cluster } from './KubernetesClient';

/** Providers that want the token of somebody who sits before a browser. */
const CLIENT_SIDE = ['aks', 'google', 'oidc'];

/**
 * Why a cluster cannot be read in the background, to go on a sentence that
 * begins with its name; undefined where it can.
 *
 * @public
 */
export function describeClientSideAuth({
  authProvider,
}: Cluster): string | undefined {
  return CLIENT_SIDE.includes(authProvider)
    ? `answers only people who are signed in (authProvider ${authProvider}), so that the portal cannot read it by itself; give it a server-side authProvider such as serviceAccount, aws, azure or googleServiceAccount`
    : undefined;
}
