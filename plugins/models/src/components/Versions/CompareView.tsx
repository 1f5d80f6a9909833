import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { Model } from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  CopyButton,
  LoadFailure,
  PageSection,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiArrowLeftLine } from '@remixicon/react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { ComparedFacts } from './ComparedFacts';
import { ComparedMetrics } from './ComparedMetrics';
import { ComparedParameters } from './ComparedParameters';
import styles from './CompareView.module.css';

/** Versions side by side. */
export function CompareView(props: {
  model: Model;
  versions: readonly string[];
  onLeave: () => void;
}) {
  const { model, versions, onLeave } = props;
  const api = useApi(modelsApiRef);
  const { value, error, reload } = useLoad(
    `${model.id} ${versions.join(',')}`,
    () => api.compareVersions(model.id, versions),
  );
  const names = versions.map(formatVersion);
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiArrowLeftLine />}
          onPress={onLeave}
        >
          All versions
        </Button>
        <h2 className={styles.title}>
          {names.slice(0, -1).join(', ')} and {names[names.length - 1]}
        </h2>
        <CopyButton text={window.location.href} label="Copy link" />
      </div>
      {error && !value && (
        <LoadFailure what="the comparison" error={error} onRetry={reload} />
      )}
      {!error && !value && (
        <SkeletonLines lines={12} label="Loading the comparison" />
      )}
      {value && (
        <>
          <PageSection title="Metrics">
            <ComparedMetrics comparison={value} />
          </PageSection>
          <PageSection title="Parameters">
            <ComparedParameters comparison={value} />
          </PageSection>
          <PageSection title="Data, artefact and people">
            <ComparedFacts versions={value.versions} />
          </PageSection>
        </>
      )}
    </div>
  );
}
