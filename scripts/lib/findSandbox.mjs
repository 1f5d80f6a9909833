import path from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import { root, stateDirectory } from './paths.mjs';
import { DEFAULT_SANDBOX_PORT } from './readAddresses.mjs';
import { sandboxToken } from './sandboxToken.mjs';

/**
 * Where the sandbox of a portal with this configuration serves.
 *
 * @param files - Those of `--config`, from the caller's folder.
 */
export async function findSandbox(files = []) {
  // The configuration refers to both.
  process.env.PORTAL_DATA_DIR ??= path.join(stateDirectory, 'data');
  process.env.PORTAL_SANDBOX_TOKEN ??= sandboxToken();
  const config = await ConfigSources.toConfig(
    ConfigSources.default({
      argv: files.flatMap(file => [
        '--config',
        path.resolve(process.env.INIT_CWD ?? root, file),
      ]),
      rootDir: root,
    }),
  );
  config.close();
  if (!config.getOptionalBoolean('sandbox.enabled')) {
    throw new Error(
      'The sandbox is off (sandbox.enabled), so there is nothing to disturb.',
    );
  }
  const port = config.getOptionalNumber('sandbox.port') ?? DEFAULT_SANDBOX_PORT;
  return (
    config.getOptionalString('sandbox.url')?.replace(/\/+$/, '') ??
    `http://127.0.0.1:${port}`
  );
}
