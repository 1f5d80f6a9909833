import { packageFile } from '../find/places';
import { findServer } from '../findServer';
import type { RunningServer } from '../process/RunningServer';
import { startServer } from '../process/startServer';

/**
 * @public
 */
export interface StartSigv4ProxyOptions {
  /** The Prometheus behind it. */
  upstreamUrl: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Requests must carry it, as with the credentials of an assumed role. */
  sessionToken?: string;
  region: string;
  /** `aps` for Amazon Managed Service for Prometheus. */
  service: string;
}

/**
 * Starts a stand-in for Amazon Managed Service for Prometheus: what is signed
 * with these credentials reaches the upstream below `/workspaces/<any id>`, all
 * else is refused with 403 as AWS does. botocore computes the signature.
 *
 * @public
 */
export async function startSigv4Proxy(
  options: StartSigv4ProxyOptions,
): Promise<RunningServer> {
  const server = findServer('sigv4-proxy');
  return startServer({
    server,
    timeoutMilliseconds: 30_000,
    command: ({ port }) => ({
      command: server.found ? server.path : '',
      args: [packageFile('sigv4/proxy.py')],
      env: {
        SIGV4_PORT: String(port),
        SIGV4_UPSTREAM_URL: options.upstreamUrl,
        SIGV4_ACCESS_KEY_ID: options.accessKeyId,
        SIGV4_SECRET_ACCESS_KEY: options.secretAccessKey,
        SIGV4_SESSION_TOKEN: options.sessionToken,
        SIGV4_REGION: options.region,
        SIGV4_SERVICE: options.service,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    }),
    // Whoever does not sign is refused: then it is up.
    isReady: async url => (await fetch(url)).status === 403,
  });
}
