import {
  INDICATORS,
  QUALITY_INDICATORS,
  type QualityIndicatorId,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';

/** The same thing measured of the whole population and of parts of it. */
export interface QualityGroup {
  indicator: QualityIndicatorId;
  environment: string;
  name?: string;
  title: string;
  /** Missing where only parts were measured. */
  population?: QualitySeries;
  /** Worst first; without a number last. */
  slices: QualitySeries[];
}

/** `sex = female` */
export function sliceTitle(series: Pick<QualitySeries, 'slice'>): string {
  return series.slice
    ? `${series.slice.feature} = ${series.slice.value}`
    : 'All';
}

function worstFirst(indicator: QualityIndicatorId) {
  const sign = INDICATORS[indicator].better === 'higher' ? 1 : -1;
  return (one: QualitySeries, other: QualitySeries) => {
    if (one.value === undefined || other.value === undefined) {
      return (
        Number(one.value === undefined) - Number(other.value === undefined) ||
        sliceTitle(one).localeCompare(sliceTitle(other), 'en')
      );
    }
    return sign * (one.value - other.value);
  };
}

/** What was reported, by what was measured. */
export function groupQuality(series: readonly QualitySeries[]): QualityGroup[] {
  const groups = new Map<string, QualityGroup>();
  for (const each of series) {
    const { indicator, environment, name } = each;
    const key = JSON.stringify([indicator, environment, name]);
    const group = groups.get(key) ?? {
      indicator,
      environment,
      name,
      title: name ?? INDICATORS[indicator].title,
      slices: [],
    };
    groups.set(key, group);
    if (each.slice) {
      group.slices.push(each);
    } else {
      group.population = each;
    }
  }
  return [...groups.values()]
    .map(group => ({
      ...group,
      slices: group.slices.sort(worstFirst(group.indicator)),
    }))
    .sort(
      (one, other) =>
        QUALITY_INDICATORS.indexOf(one.indicator) -
          QUALITY_INDICATORS.indexOf(other.indicator) ||
        one.title.localeCompare(other.title, 'en') ||
        one.environment.localeCompare(other.environment, 'en'),
    );
}

/** The axis on which all values of a group and the limit can be compared. */
export function domainOf(
  group: QualityGroup,
  limit: number | undefined,
): [number, number] {
  const values = [group.population, ...group.slices].flatMap(series =>
    series?.value === undefined
      ? []
      : [
          series.value,
          series.lastMeasured?.confidenceInterval?.low ?? series.value,
          series.lastMeasured?.confidenceInterval?.high ?? series.value,
        ],
  );
  if (limit !== undefined) {
    values.push(limit);
  }
  return values.length > 0
    ? [Math.min(...values), Math.max(...values)]
    : [0, 1];
}
