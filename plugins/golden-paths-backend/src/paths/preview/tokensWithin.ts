import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { z } from 'zod';

/** A token of one plugin to another holds the one of whom it acts for. */
const claimsSchema = z.object({ obo: z.string().optional() });

/** All that a template may know as the token of a task. */
export function tokensWithin(
  token: string,
  credentials: BackstageCredentials,
): string[] {
  const { token: own } = credentials as { token?: unknown };
  return [token, readClaims(token).obo, own].filter(
    found => typeof found === 'string',
  );
}

function readClaims(token: string): z.infer<typeof claimsSchema> {
  try {
    const [, payload = ''] = token.split('.');
    return claimsSchema.parse(
      JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
    );
  } catch {
    // Some are no JSON web tokens.
    return {};
  }
}
