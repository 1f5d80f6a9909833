import type {
  HealthChange,
  IndicatorReading,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  LoadFailure,
  resolveTimeRange,
  type ChartMark,
  type ChartRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useCallback, useMemo, useState } from 'react';
import { ofKinds } from '../../changes';
import type { HistoryView } from '../../hooks/useHistoryView';
import { useChanges } from '../../hooks/useChanges';
import { useLive } from '../../hooks/useLive';
import { useSeries } from '../../hooks/useSeries';
import { COMPARISON_TITLES } from '../../series/comparison';
import { ChangeList } from './ChangeList';
import { HistoryControls } from './HistoryControls';
import { IndicatorChart } from './IndicatorChart';
import styles from './History.module.css';

const POINTS = 240;

function toMarks(changes: readonly HealthChange[]): ChartMark[] {
  return changes.map(({ at, text }, index) => ({
    time: Date.parse(at) / 1000,
    label: text,
    short: String(index + 1),
  }));
}

/** One chart per indicator, with one cursor and one range for all. */
export function History(props: {
  entityRef: string;
  readings: readonly IndicatorReading[];
  environments: readonly string[];
  view: HistoryView;
  live: boolean;
  paused: boolean;
  onPause: (paused: boolean) => void;
}) {
  const { entityRef, readings, view, live } = props;
  const { range, setRange, environment, comparison } = view;
  const { value, error, outdated, reload } = useSeries({
    entityRef,
    environment,
    indicators: readings.map(({ indicator }) => indicator),
    range,
    points: POINTS,
    comparison,
  });

  const changes = useChanges(entityRef, range);
  const reloadChanges = changes.reload;
  // What has passed does not change.
  useLive(
    useCallback(() => {
      reload();
      reloadChanges();
    }, [reload, reloadChanges]),
    live && !props.paused,
  );

  const span = value ?? resolveTimeRange(range)!;
  const from = span.from.getTime() / 1000;
  const to = span.to.getTime() / 1000;
  const chartRange = useMemo(() => ({ from, to }), [from, to]);
  const zoom = useCallback(
    (selected: ChartRange) =>
      setRange({
        from: new Date(selected.from * 1000).toISOString(),
        to: new Date(selected.to * 1000).toISOString(),
      }),
    [setRange],
  );
  const { changeKinds } = view;
  const marks = useMemo(
    () => toMarks(ofKinds(changes.value?.items ?? [], changeKinds)),
    [changes.value, changeKinds],
  );
  const [openMark, setOpenMark] = useState<ChartMark>();

  return (
    <div className={styles.history}>
      <HistoryControls
        view={view}
        environments={props.environments}
        series={value?.series}
        fileName={`health ${entityRef.replace(/[:/]/g, '-')}.csv`}
        live={live}
        paused={props.paused}
        onPause={props.onPause}
        askedAt={value?.to}
      />
      {error && (
        <LoadFailure what="the history" error={error} onRetry={reload}>
          {value && 'The charts below are what was read before.'}
        </LoadFailure>
      )}
      <div className={styles.charts} data-outdated={outdated ? '' : undefined}>
        {readings.map(reading => (
          <IndicatorChart
            key={reading.indicator}
            reading={reading}
            series={value?.series.find(
              ({ indicator }) => indicator === reading.indicator,
            )}
            failure={
              value?.failures.find(
                ({ indicator }) => indicator === reading.indicator,
              )?.message
            }
            loading={!value && !error}
            comparisonTitle={comparison && COMPARISON_TITLES[comparison]}
            range={chartRange}
            marks={marks}
            asTable={view.asTable}
            cursorKey={entityRef}
            onSelectRange={zoom}
            onMarkPress={setOpenMark}
          />
        ))}
      </div>
      <ChangeList
        entityRef={entityRef}
        changes={changes}
        kinds={changeKinds}
        onToggleKind={view.toggleChangeKind}
        open={openMark}
      />
    </div>
  );
}
