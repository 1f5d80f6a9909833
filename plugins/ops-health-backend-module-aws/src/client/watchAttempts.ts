import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import { isThrottled } from './failures';

/** What the attempts of one request came to. */
export interface Attempts {
  bytes: number;
  throttled: number;
}

/**
 * Watches each attempt, also those that the SDK makes again by itself and says
 * nothing of.
 */
export function watchAttempts<
  Input extends object,
  Output extends MetadataBearer,
>(command: { middlewareStack: MiddlewareStack<Input, Output> }): Attempts {
  const attempts: Attempts = { bytes: 0, throttled: 0 };
  command.middlewareStack.add(
    next => async args => {
      try {
        const result = await next(args);
        attempts.bytes += bytesOf(result.response);
        return result;
      } catch (error) {
        attempts.throttled += isThrottled(error) ? 1 : 0;
        throw error;
      }
    },
    { name: 'portalWatchAttempts', step: 'deserialize', priority: 'high' },
  );
  return attempts;
}

function bytesOf(response: unknown): number {
  const { headers } = response as { headers?: Record<string, string> };
  return Number(headers?.['content-length'] ?? 0) || 0;
}
