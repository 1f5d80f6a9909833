import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stateDirectory } from './paths.mjs';

/**
 * The token that the sandbox asks of its callers. It is kept, so that a restart, or a sandbox in
 * another process, shares it.
 */
export function sandboxToken() {
  if (process.env.PORTAL_SANDBOX_TOKEN) {
    return process.env.PORTAL_SANDBOX_TOKEN;
  }
  const file = path.join(stateDirectory, 'sandbox-token');
  fs.mkdirSync(stateDirectory, { recursive: true });
  try {
    fs.writeFileSync(file, randomBytes(32).toString('hex'), {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
  }
  return fs.readFileSync(file, 'utf8').trim();
}
