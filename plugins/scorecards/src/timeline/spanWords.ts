import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { verdictWord } from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import type { DrawnSpan } from './spans';

/** Where no verdict was recorded. */
export const NOTHING_RECORDED = 'nothing was recorded';

/** The word for what a span shows. */
export function spanWord(verdict: Verdict | undefined): string {
  return verdict ? verdictWord(verdict) : NOTHING_RECORDED;
}

/** From when until when, in full. */
export function spanTimes(span: Pick<DrawnSpan, 'from' | 'to'>): string {
  return `${formatAbsoluteTime(new Date(span.from))} to ${formatAbsoluteTime(
    new Date(span.to),
  )}`;
}

/** What a span shows, and why it was so. */
export function describeSpan(
  span: Pick<DrawnSpan, 'verdict' | 'reason' | 'parts'>,
): { word: string; because?: string } {
  const word = spanWord(span.verdict);
  return span.parts > 1
    ? { word: `${span.parts} changes, at worst ${word}` }
    : { word, because: span.reason };
}
