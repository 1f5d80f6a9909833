import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { IndicatorReading } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  DownloadButton,
  EmptyState,
  LoadFailure,
  PageSection,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { useQuality } from '../../hooks/useQuality';
import { groupQuality } from '../../quality/groupQuality';
import { qualityToCsv } from '../../quality/qualityToCsv';
import { reportExample } from '../../quality/reportExample';
import { QualityGroupPanel } from './QualityGroupPanel';
import styles from './Quality.module.css';

/**
 * How well a model predicts, as pipelines reported it. Hidden where nothing was
 * reported of something that is no model.
 */
export function Quality(props: {
  /** Of the same entity, for the limits. */
  readings?: readonly IndicatorReading[];
}) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const isModel = entity.kind.toLocaleLowerCase('en-US') === 'model';
  const { value, error, loading, reload } = useQuality(entityRef);
  const groups = useMemo(() => groupQuality(value?.items ?? []), [value]);

  if (error && !value) {
    return (
      <PageSection title="Quality">
        <LoadFailure
          what="the quality of this entity"
          error={error}
          onRetry={reload}
        />
      </PageSection>
    );
  }
  if (groups.length === 0 && !isModel) {
    return null;
  }
  return (
    <PageSection
      title="Quality"
      description="How well it predicts, measured with labels and reported by the pipeline that evaluates it."
      action={
        groups.length > 0 && (
          <DownloadButton
            label="Download CSV"
            fileName={`quality ${entityRef.replace(/[:/]/g, '-')}.csv`}
            content={() => qualityToCsv(value!.items)}
          />
        )
      }
    >
      {error && (
        <LoadFailure
          what="the newest measurements"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      {loading && !value && (
        <SkeletonLines lines={6} label="Loading the quality" />
      )}
      {value && groups.length === 0 && (
        <EmptyState
          title="No quality reported yet"
          description="AUC, calibration, errors, evaluation scores and drift would be here. Only labels can tell them, so the pipeline that evaluates this model reports what it measured:"
          copy={{
            label: 'Copy the request',
            text: reportExample(entityRef),
          }}
        />
      )}
      <div className={styles.groups}>
        {groups.map(group => (
          <QualityGroupPanel
            key={`${group.indicator} ${group.environment} ${group.title}`}
            group={group}
            entityRef={entityRef}
            limit={
              props.readings?.find(
                ({ indicator, limit }) =>
                  limit && indicator === group.indicator,
              )?.limit
            }
          />
        ))}
      </div>
      {value && value.items.length < value.totalItems && (
        <Text as="p" variant="body-small" color="secondary">
          {value.items.length} of {value.totalItems} series are shown; all of
          them are in the API.
        </Text>
      )}
    </PageSection>
  );
}
