import {
  indicatorUnit,
  type HealthLimit,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  Panel,
  TimeSeriesChart,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { domainOf, type QualityGroup } from '../../quality/groupQuality';
import { qualityChart } from '../../quality/qualityChart';
import { describeLimit } from '../../readings';
import { QualityFacts } from './QualityFacts';
import { QualityValue } from './QualityValue';
import { SlicesTable } from './SlicesTable';
import styles from './Quality.module.css';

const HEIGHT = 170;

function Course(props: {
  group: QualityGroup;
  limit: HealthLimit | undefined;
}) {
  const { group, limit } = props;
  const { indicator, title, population } = group;
  const { points, bands, marks } = useMemo(
    () => qualityChart(population?.history ?? []),
    [population],
  );
  const series = useMemo(() => [{ name: title, points }], [title, points]);
  const limits = useMemo(
    () =>
      limit && [{ value: limit.value, label: describeLimit(indicator, limit) }],
    [limit, indicator],
  );
  return (
    <TimeSeriesChart
      label={`${title}, by measurement`}
      series={series}
      bands={bands}
      marks={marks}
      limits={limits}
      unit={indicatorUnit(indicator)}
      height={HEIGHT}
    />
  );
}

/** One measured thing: its newest value, its course and its slices. */
export function QualityGroupPanel(props: {
  group: QualityGroup;
  entityRef: string;
  limit: HealthLimit | undefined;
}) {
  const { group, entityRef, limit } = props;
  const { population, slices, title } = group;
  const domain = domainOf(group, limit?.value);
  return (
    <Panel title={title} headingLevel={3}>
      <div className={styles.group}>
        {population ? (
          <>
            <QualityValue series={population} domain={domain} limit={limit} />
            <QualityFacts
              series={population}
              environment={group.environment}
              entityRef={entityRef}
            />
            <Course group={group} limit={limit} />
          </>
        ) : (
          <p className={styles.detail}>
            Of the whole population nothing was reported, only of parts of it.
          </p>
        )}
        {slices.length > 0 && (
          <SlicesTable
            title={title}
            slices={slices}
            domain={domain}
            limit={limit}
          />
        )}
      </div>
    </Panel>
  );
}
