import { expect, type APIRequestContext } from '@playwright/test';
import { machines } from './machines';

/** Changes the pods of a Deployment of the sandbox's cluster as its manifest would. */
export async function patchPods(
  request: APIRequestContext,
  deployment: string,
  podSpec: object,
): Promise<void> {
  const [namespace, name] = deployment.split('/');
  const { sandboxUrl, tokens } = machines();
  const response = await request.patch(
    `${sandboxUrl}/k8s/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
    {
      headers: {
        authorization: `Bearer ${tokens.sandbox}`,
        'content-type': 'application/merge-patch+json',
      },
      data: JSON.stringify({ spec: { template: { spec: podSpec } } }),
    },
  );
  expect(response.status()).toBe(200);
}
