import { UsageFailure } from '../failures';

const VARIABLE = 'PLATFORM_OPS_TOKEN';

/** Never an argument: those are seen by all who see the processes. */
export function readToken(env: Record<string, string | undefined>): string {
  const token = env[VARIABLE]?.trim();
  if (!token) {
    throw new UsageFailure(
      `${VARIABLE}: found nothing; expected is a token of the portal in the environment`,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageFailure(
      `${VARIABLE}: found a sign that no token has; expected are letters, digits and punctuation`,
    );
  }
  return token;
}
