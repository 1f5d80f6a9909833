import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  Scorecard,
  Timeline,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { Disclosure } from '../Control';
import { ControlTimeline } from './ControlTimeline';
import { LevelLine } from './LevelLine';
import { TimeAxis } from './TimeAxis';
import { TimelineLegend } from './TimelineLegend';
import { TimelineTable } from './TimelineTable';
import styles from './OverTime.module.css';

const SKELETON_LINES = 12;

/** The bars of a period, once they are there. */
export function OverTimeBody(props: {
  loaded: Loaded<Timeline | undefined>;
  scorecard: Scorecard;
}) {
  const { scorecard } = props;
  const { value: timeline, error, loading, outdated, reload } = props.loaded;
  const api = useApi(scorecardsApiRef);
  const { value: frameworks } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  if (error && (!timeline || outdated)) {
    return <LoadFailure what="this period" error={error} onRetry={reload} />;
  }
  if (!timeline && loading) {
    return <SkeletonLines lines={SKELETON_LINES} label="Loading the period" />;
  }
  if (!timeline || timeline.controls.length === 0) {
    return (
      <EmptyState
        title="Nothing was recorded in this period"
        description="How the controls stood would be here. Records begin with the first evaluation of an entity; choose a later period."
      />
    );
  }
  const { controls } = timeline;
  const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  return (
    <>
      <TimelineLegend
        verdicts={
          new Set(
            controls.flatMap(({ spans }) =>
              spans.map(({ verdict }) => verdict),
            ),
          )
        }
      />
      <div className={styles.rows} data-outdated={outdated ? '' : undefined}>
        <LevelLine
          timeline={timeline}
          levels={
            frameworks?.items.find(({ id }) => id === timeline.frameworkId)
              ?.levels ?? []
          }
          mappingOnly={scorecard.mappingOnly}
        />
        <TimeAxis from={from} to={to} />
        {controls.map(control => (
          <ControlTimeline
            key={control.id}
            timeline={timeline}
            control={control}
          />
        ))}
        <TimeAxis from={from} to={to} />
      </div>
      <Text as="p" variant="body-small" color="secondary">
        Met, unmet and unknown are shares of the period; when a control does not
        apply, it is none of them. What was not recorded is unknown, and never
        counts as met.
      </Text>
      <Disclosure title="The same as a table">
        <TimelineTable timeline={timeline} />
      </Disclosure>
    </>
  );
}
