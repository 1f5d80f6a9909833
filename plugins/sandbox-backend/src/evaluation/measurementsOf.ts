import { createHash } from 'node:crypto';
import { Random } from '../random';
import type { EvaluationProfile } from './profiles';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const YEAR_WEEKS = 52.18;
/** 1970-01-05 was the first Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const WEEKS = 26;

/** As the portal's API takes it. */
export interface Measurement {
  id: string;
  entityRef: string;
  modelVersion: string;
  indicator: string;
  name: string;
  value?: number;
  n: number;
  slice?: { feature: string; value: string };
  evaluationSetDigest: string;
  measuredFrom: string;
  measuredTo: string;
  labelDelaySeconds: number;
  confidenceInterval?: { low: number; high: number; level: number };
  labels: 'complete' | 'pending';
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** 1 at the worst week of the year, 0 half a year away from it. */
function seasonAt(profile: EvaluationProfile, time: number): number {
  const year = Date.UTC(new Date(time).getUTCFullYear(), 0, 1);
  const week = (time - year) / WEEK_MS;
  const angle = (2 * Math.PI * (week - profile.worstWeek)) / YEAR_WEEKS;
  return (1 + Math.cos(angle)) / 2;
}

/**
 * What the evaluation of a model has measured by now, week by week. The same
 * week always comes out the same, so that reporting it again changes nothing.
 */
export function measurementsOf(
  profile: EvaluationProfile,
  options: { seed: string; entityRef: string; version: string; now: number },
): Measurement[] {
  const { seed, entityRef, version, now } = options;
  const { indicator, name, slices = [], newSetEveryWeeks = Infinity } = profile;
  const lastWeek = Math.floor((now - FIRST_MONDAY_MS) / WEEK_MS) - 1;
  return Array.from({ length: WEEKS }, (_, index) => lastWeek - index).flatMap(
    week => {
      const from = FIRST_MONDAY_MS + week * WEEK_MS;
      const to = from + WEEK_MS;
      const isComplete = now >= to + profile.labelDelayDays * DAY_MS;
      if (!isComplete && !profile.announced) {
        return [];
      }
      const common = {
        entityRef,
        modelVersion: version,
        indicator,
        name,
        evaluationSetDigest: `sha256:${createHash('sha256')
          .update(
            `${seed}/${profile.model}/${name}/${Math.floor(
              week / newSetEveryWeeks,
            )}`,
          )
          .digest('hex')}`,
        measuredFrom: new Date(from).toISOString(),
        measuredTo: new Date(to).toISOString(),
        labelDelaySeconds: (profile.labelDelayDays * DAY_MS) / 1000,
      };
      const all = { feature: 'all', value: 'all', share: 1, worse: 0 };
      return [all, ...slices].map((slice): Measurement => {
        const part = `${slice.feature}=${slice.value}`;
        const id = `${indicator}/${name}/${part}/${week}/${version}`;
        const random = Random.fromSeed(`${seed}/${profile.model}/${id}`);
        const own = {
          ...common,
          id: isComplete ? id : `${id}/pending`,
          ...(slice !== all && {
            slice: { feature: slice.feature, value: slice.value },
          }),
        };
        if (!isComplete) {
          return { ...own, n: 0, labels: 'pending' };
        }
        const n = Math.max(
          1,
          Math.round(profile.n * slice.share * random.between(0.9, 1.1)),
        );
        const half = profile.spread * Math.sqrt(1000 / n);
        const highest = indicator === 'auc' ? 1 : Infinity;
        const clamp = (number: number) =>
          round(Math.min(highest, Math.max(0, number)));
        const value =
          profile.usual +
          slice.worse +
          profile.season * seasonAt(profile, from) +
          half * random.between(-0.5, 0.5);
        return {
          ...own,
          n,
          value: clamp(value),
          confidenceInterval: {
            low: clamp(value - half),
            high: clamp(value + half),
            level: 0.95,
          },
          labels: 'complete',
        };
      });
    },
  );
}
