import { useState } from 'react';
import {
  EmptyState,
  ErrorState,
  ForbiddenState,
  Gauge,
  IntervalMark,
  KeyValueList,
  Meter,
  ObservedTime,
  PageSection,
  Panel,
  RelativeTime,
  SafeMarkdown,
  SkeletonLines,
  SmallMultiples,
  Sparkline,
  StaleMark,
  StateBadge,
  TimeRangeControl,
  TimeSeriesChart,
  type State,
} from '../src';
import {
  CARD,
  CATEGORIES,
  COMPARED,
  DAY,
  LATENCY,
  LATENCY_BAND,
  LATENCY_LIMITS,
  LATENCY_MARKS,
  SCORES,
} from './examples';
import styles from './Gallery.module.css';

const STATES: Record<State, [label: string, reason: string]> = {
  good: ['Healthy', 'All five indicators are within their limits'],
  warning: ['Degraded', 'p99 latency 480 ms, limit 500 ms, for 12 min'],
  bad: ['Failing', 'p99 latency 840 ms, limit 500 ms, for 12 min'],
  unknown: ['Unknown', 'No data from prometheus-eu since 09:14'],
  idle: ['Idle', 'No request in the last hour'],
  stale: ['Stale', 'Last seen 3 h ago'],
};

const HOUR = 3_600_000;

/** Everything that this package has, for looking at it in both themes. */
export function Gallery() {
  const now = Date.now();
  const [range, setRange] = useState(DAY);
  const [shown, setShown] = useState({ from: 'now-6h', to: 'now' });
  return (
    <div className={styles.gallery}>
      <PageSection title="States" description="Colour, icon and word.">
        <div className={styles.row}>
          {Object.entries(STATES).map(([state, [label, reason]]) => (
            <StateBadge
              key={state}
              state={state as State}
              label={label}
              reason={reason}
            />
          ))}
          {Object.entries(STATES).map(([state, [label, reason]]) => (
            <StateBadge
              key={state}
              state={state as State}
              label={label}
              reason={reason}
              size="medium"
            />
          ))}
        </div>
        <div className={styles.grid}>
          <EmptyState
            title="No registry yet"
            description="The portal shows the models of the registries in its configuration."
            copy={{
              label: 'Copy the configuration',
              text: 'models:\n  registries:\n    mlflow-eu:\n      url: https://mlflow.example.org',
            }}
          />
          <ErrorState
            title="The versions could not be loaded"
            error={new Error('Registry mlflow-eu did not answer within 10 s')}
            onRetry={() => {}}
          >
            The last known versions are shown.
          </ErrorState>
          <ForbiddenState
            what="the versions of this model"
            askWhom="the team imaging"
          />
          <Panel title="Loading">
            <SkeletonLines lines={4} />
          </Panel>
        </div>
      </PageSection>
      <div className={styles.grid}>
        <Panel title="Times">
          <KeyValueList
            items={[
              {
                label: 'Created',
                value: <RelativeTime time={new Date(now - 3 * HOUR)} />,
              },
              {
                label: 'Moved',
                value: (
                  <ObservedTime
                    time={{
                      after: new Date(now - 5 * HOUR),
                      before: new Date(now - 4 * HOUR),
                    }}
                  />
                ),
              },
              {
                label: 'Freshness',
                value: (
                  <StaleMark
                    since={new Date(now - 3 * HOUR)}
                    source="mlflow-eu"
                  />
                ),
              },
              { label: 'License', value: undefined },
            ]}
          />
        </Panel>
        <Panel title="Small charts">
          <div className={styles.row}>
            <Sparkline
              label="p99 latency, last 24 hours"
              values={[4, 5, 4, 6, null, null, 5, 7, 9, 8]}
              band={Array.from({ length: 10 }, () => [3, 7])}
            />
            <Sparkline label="Throughput, last 24 hours" values={[null]} />
            <Gauge
              label="p99 latency"
              value={0.42}
              min={0}
              max={1}
              limit={0.5}
              unit="s"
            />
            <IntervalMark
              label="AUC"
              value={0.912}
              interval={{ low: 0.9, high: 0.923 }}
              domain={[0.85, 0.95]}
              limit={0.88}
            />
            <Gauge label="GPU" value={null} min={0} max={1} unit="ratio" />
          </div>
          <div className={styles.stack}>
            <Meter label="Error budget left" value={0.62} state="good" />
            <Meter label="Error budget left" value={0.11} state="bad" />
            <Meter label="Error budget left" value={null} state="unknown" />
            <Meter
              label="In a row of a table"
              value={0.62}
              state="good"
              inline
            />
          </div>
        </Panel>
      </div>
      <Panel title="Latency">
        <TimeSeriesChart
          label="Latency of the last day"
          unit="s"
          series={LATENCY}
          bands={LATENCY_BAND}
          marks={LATENCY_MARKS}
        />
      </Panel>
      <Panel title="Two charts with one cursor, and a span to draw">
        <TimeRangeControl range={shown} onChange={setShown} />
        <div className={styles.grid}>
          {COMPARED.map(series => (
            <TimeSeriesChart
              key={series[0].name}
              label={series[0].name}
              unit="s"
              height={180}
              series={series}
              limits={LATENCY_LIMITS}
              range={range}
              onSelectRange={setRange}
              cursorKey="gallery"
              fromZero
            />
          ))}
        </div>
      </Panel>
      <div className={styles.grid}>
        <Panel title="By version">
          <TimeSeriesChart
            label="Scores by version"
            series={SCORES}
            categories={CATEGORIES}
            height={200}
          />
        </Panel>
        <Panel title="Comparison">
          <SmallMultiples
            label="Metrics of two versions"
            charts={[
              {
                label: 'auc on chexpert/validation',
                better: 'higher',
                items: [
                  { name: 'v14', value: 0.912 },
                  { name: 'v15', value: 0.934, best: true },
                ],
              },
              {
                label: 'latency p99',
                unit: 's',
                better: 'lower',
                items: [
                  { name: 'v14', value: 0.21, best: true },
                  { name: 'v15', value: 0.34 },
                  { name: 'v16', value: null },
                ],
              },
            ]}
          />
        </Panel>
      </div>
      <Panel title="Model card">
        <SafeMarkdown content={CARD} />
      </Panel>
    </div>
  );
}
