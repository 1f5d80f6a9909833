import { UsageFailure } from '../failures';
import type { Surroundings } from '../Surroundings';
import { checkUrl } from './checkUrl';
import { Portal } from './Portal';
import { readToken } from './readToken';

const TIMEOUT_SECONDS = 60;

/** Options of all commands that ask the portal. */
export const PORTAL_OPTIONS = {
  url: { type: 'string' },
  timeout: { type: 'string' },
  'insecure-http': { type: 'boolean' },
} as const;

/** The portal that the options and the environment name. */
export function openPortal(
  options: { url?: string; timeout?: string; 'insecure-http'?: boolean },
  surroundings: Surroundings,
): Portal {
  const { env } = surroundings;
  const seconds =
    options.timeout === undefined ? TIMEOUT_SECONDS : Number(options.timeout);
  if (!(seconds > 0 && seconds <= 600)) {
    throw new UsageFailure(
      `--timeout: found ${options.timeout}; expected are seconds, at most 600`,
    );
  }
  return new Portal({
    url: checkUrl(options.url ?? env.PLATFORM_OPS_URL, {
      allowHttp: options['insecure-http'] ?? false,
    }),
    token: readToken(env),
    timeoutMs: seconds * 1000,
    surroundings,
  });
}
