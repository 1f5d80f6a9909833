import { ConfigSources } from '@backstage/config-loader';
import { root } from './paths.mjs';

export const DEFAULT_SANDBOX_PORT = 7010;

function portOf(url) {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** Reads from the configuration where the portal will be. */
export async function readAddresses(argv) {
  const config = await ConfigSources.toConfig(
    ConfigSources.default({ argv, rootDir: root }),
  );
  config.close();

  const appUrl = config.getString('app.baseUrl');
  const backendUrl = config.getString('backend.baseUrl');
  const sandboxEnabled = config.getOptionalBoolean('sandbox.enabled') ?? false;
  const ports = [
    { port: portOf(appUrl), key: 'app.baseUrl', use: 'pages' },
    {
      port: portOf(backendUrl),
      key: 'backend.baseUrl and backend.listen.port',
      use: 'backend',
    },
  ];
  // A sandbox in another process has the port already.
  if (sandboxEnabled && !config.has('sandbox.url')) {
    ports.push({
      port: config.getOptionalNumber('sandbox.port') ?? DEFAULT_SANDBOX_PORT,
      key: 'sandbox.port',
      use: 'sandbox',
    });
    const tlsPort = config.getOptionalNumber('sandbox.tlsPort');
    for (const port of tlsPort ? [tlsPort, tlsPort + 1] : []) {
      ports.push({ port, key: 'sandbox.tlsPort', use: "sandbox's TLS" });
    }
  }
  const simulatedModels =
    sandboxEnabled && (config.getOptionalBoolean('sandbox.registry') ?? true);
  return { appUrl, backendUrl, sandboxEnabled, simulatedModels, ports };
}
