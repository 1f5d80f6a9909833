import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Model,
  ModelStage,
} from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  LoadFailure,
  PageSection,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useModelsSignal } from '../../hooks/useModelsSignal';
import { StageLane } from './StageLane';
import { toStageSpans } from './stageSpans';
import styles from './StageTimeline.module.css';

const HISTORY_LIMIT = 200;
const LANES: readonly ModelStage[] = [
  'production',
  'canary',
  'staging',
  'candidate',
];

function day(moment: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(
    moment,
  );
}

/** Which version held which stage, and when. */
export function StageTimeline(props: { model: Model }) {
  const { model } = props;
  const api = useApi(modelsApiRef);
  const { value, error, reload } = useLoad(model.id, () =>
    api.listStageHistory(model.id, { limit: HISTORY_LIMIT }),
  );
  useModelsSignal(reload, model.registryId);

  const now = Date.now();
  const spans = toStageSpans(value?.items ?? []);
  const lanes = LANES.map(stage => ({
    stage,
    spans: spans.filter(span => span.stage === stage),
  })).filter(lane => lane.spans.length > 0);
  const start = Math.min(
    ...lanes.flatMap(lane => lane.spans.map(({ from }) => from)),
  );

  if (error && !value) {
    return (
      <LoadFailure what="the stage history" error={error} onRetry={reload} />
    );
  }
  if (value && lanes.length === 0) {
    return null;
  }
  return (
    <PageSection title="Stages over time">
      {value ? (
        <div className={styles.timeline}>
          {lanes.map(lane => (
            <StageLane
              key={lane.stage}
              stage={lane.stage}
              spans={lane.spans}
              start={start}
              end={now}
            />
          ))}
          <div className={styles.axis}>
            <span>{day(start)}</span>
            <span>now</span>
          </div>
        </div>
      ) : (
        <SkeletonLines lines={3} label="Loading the stage history" />
      )}
    </PageSection>
  );
}
