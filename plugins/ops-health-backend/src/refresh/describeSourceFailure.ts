import { isError } from '@backstage/errors';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * What went wrong at a source, for people.
 */
export function describeSourceFailure(error: unknown): string {
  // Its own time-outs say more; this one is of the refresh as a whole.
  return isError(error) && error.name === 'TimeoutError'
    ? 'It was given up: there are more questions than it answers before the next refresh. Ask it less often (opsHealth.refresh), or look at what makes it slow'
    : describeFailure(error);
}
