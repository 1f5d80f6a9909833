import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  LoadFailure,
  SkeletonLines,
  TimeSeriesChart,
  useInterval,
  useLoad,
  type ChartPoint,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { budgetCourse, type BudgetCourse } from '../../slo/budgetCourse';
import styles from './SloDetail.module.css';

const HEIGHT = 150;

/** An hour is added once an hour. */
const REFRESH_MILLISECONDS = 5 * 60_000;

function Course(props: {
  title: string;
  points: ChartPoint[];
  unit?: string;
  course: BudgetCourse;
  cursorKey: string;
}) {
  const { title, points, unit, course, cursorKey } = props;
  const series = useMemo(() => [{ name: title, points }], [title, points]);
  return (
    <div className={styles.chart}>
      <h4>{title}</h4>
      <TimeSeriesChart
        label={title}
        series={series}
        unit={unit}
        height={HEIGHT}
        range={course.range}
        cursorKey={cursorKey}
        fromZero
      />
    </div>
  );
}

/** How the budget of the period was used, hour by hour. */
export function SloHistory(props: { slo: Slo }) {
  const { slo } = props;
  const api = useApi(opsHealthApiRef);
  const { value, error, reload } = useLoad(slo.id, () =>
    api.getSloHours(slo.id),
  );
  useInterval(reload, REFRESH_MILLISECONDS);
  const course = useMemo(
    () => value && budgetCourse(value.hours, slo),
    [value, slo],
  );
  if (error && !value) {
    return (
      <LoadFailure
        what="the hours of the budget"
        error={error}
        onRetry={reload}
      >
        How it stands now is still shown.
      </LoadFailure>
    );
  }
  if (!value) {
    return (
      <SkeletonLines lines={1} lineHeight={HEIGHT} label="Loading the hours" />
    );
  }
  if (!course) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        No hour is counted yet. The first appears once it is over.
      </Text>
    );
  }
  const shared = { course, cursorKey: slo.id };
  return (
    <div className={styles.charts}>
      {course.left.length > 0 && (
        <Course
          title="Budget left"
          points={course.left}
          unit="ratio"
          {...shared}
        />
      )}
      <Course title="Bad events per hour" points={course.bad} {...shared} />
      <Course title="Good events per hour" points={course.good} {...shared} />
    </div>
  );
}
