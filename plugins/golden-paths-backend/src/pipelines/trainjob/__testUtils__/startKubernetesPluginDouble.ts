import { request } from 'node:https';
import {
  FakeHttpServer,
  type RunningKubernetes,
} from '@platform-ops/test-servers';

/**
 * A double of the Kubernetes plugin's `/clusters` and `/proxy`, before a real
 * API server.
 */
export async function startKubernetesPluginDouble({
  url,
  caData,
  viewerToken,
  strangerToken,
}: RunningKubernetes): Promise<FakeHttpServer> {
  const tokens: Record<string, string> = {
    main: viewerToken,
    closed: strangerToken,
  };
  return FakeHttpServer.start({
    answer: async asked => {
      if (asked.path === '/clusters') {
        const items = Object.keys(tokens).map(name => ({
          name,
          authProvider: 'serviceAccount',
        }));
        return { body: { items } };
      }
      const token =
        tokens[String(asked.headers['backstage-kubernetes-cluster'])];
      return new Promise((resolve, reject) => {
        request(
          `${url}${asked.url.replace(/^\/proxy/, '')}`,
          {
            ca: Buffer.from(caData, 'base64'),
            headers: { authorization: `Bearer ${token}` },
          },
          async incoming => {
            const body = Buffer.concat(await incoming.toArray());
            resolve({ status: incoming.statusCode, body });
          },
        )
          .on('error', reject)
          .end();
      });
    },
  });
}
