import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  LoadFailure,
  SkeletonLines,
  useInterval,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { PipelinesView } from './PipelinesView';
import { usePipelinesSignal } from './usePipelinesSignal';
import styles from './PipelinesContent.module.css';

/** Short enough to watch the steps of a run go by, where no signals come. */
const REFRESH_MILLISECONDS = 10_000;
const SKELETON_LINES = 8;

/** What runs, and ran, for the entity of this page. */
export function PipelinesContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(goldenPathsApiRef);
  const { value, error, loading, reload } = useLoad(entityRef, () =>
    api.getPipelines(entityRef),
  );
  useInterval(reload, REFRESH_MILLISECONDS);
  usePipelinesSignal(entityRef, reload);
  return (
    <div className={styles.page}>
      {error && (
        <LoadFailure
          what={value ? 'the newest runs' : 'the runs'}
          error={error}
          onRetry={reload}
        >
          {value && 'What is shown is what was read before.'}
        </LoadFailure>
      )}
      {!value && !error && loading && (
        <SkeletonLines lines={SKELETON_LINES} label="Loading the runs" />
      )}
      {value && <PipelinesView found={value} />}
    </div>
  );
}
