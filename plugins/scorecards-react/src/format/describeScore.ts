import { formatRatio } from '@platform-ops/backstage-plugin-platform-ops-react';

/** A share as people read it; only all of it rounds to all of it, none to none. */
function formatShare(share: number): string {
  const whole = Math.round(share * 100) / 100;
  if (whole === 0 && share > 0) {
    return 'under 1 %';
  }
  return whole === 1 && share < 1 ? 'over 99 %' : formatRatio(whole);
}

/**
 * A score alone: `61 %`, or `unknown`.
 *
 * @public
 */
export function formatScore(score: number | undefined): string {
  return score === undefined ? 'unknown' : formatShare(score);
}

/**
 * A part of a score, fine enough that the parts add up for the eye.
 *
 * @public
 */
export function formatPart(share: number): string {
  return formatRatio(Math.round(share * 1000) / 1000);
}

/**
 * A score in words. A framework that nobody has to follow, or that is only mapped
 * to checks, is covered; of the others there is evidence, never more than that.
 *
 * @public
 */
export function describeScore(
  score: number | undefined,
  options: { voluntary: boolean; mappingOnly: boolean },
): string {
  if (score === undefined) {
    return 'Nothing that counts is asked here';
  }
  if (options.mappingOnly) {
    return `Coverage: ${formatShare(score)} of what is mapped to checks`;
  }
  return options.voluntary
    ? `Coverage: ${formatShare(score)} of what it suggests`
    : `Evidence for ${formatShare(score)} of what it asks`;
}
