import { PRODUCTION } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * The environment under which a report stands beside what sources measure:
 * where nobody mapped theirs, it counts as production, and so the two are one.
 *
 * @param measured - What sources measure of the entity.
 */
export function reportedEnvironment(
  reported: string,
  measured: Array<{ environment?: string }>,
): string | undefined {
  const isUnmapped =
    reported === PRODUCTION &&
    measured.some(({ environment }) => environment === undefined) &&
    !measured.some(({ environment }) => environment === PRODUCTION);
  return isUnmapped ? undefined : reported;
}
