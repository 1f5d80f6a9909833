import type { Model } from '@platform-ops/backstage-plugin-models-common';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { ModelBoundary } from '../ModelBoundary';
import { CompareView } from './CompareView';
import { MetricHistory } from './MetricHistory';
import { StageTimeline } from './StageTimeline';
import { VersionDetail } from './VersionDetail';
import { VersionList } from './VersionList';
import styles from './VersionsContent.module.css';

function Versions(props: { model: Model }) {
  const { model } = props;
  const [params, setParams] = useQueryParams();
  const compared = (params.get('compare') ?? '').split(',').filter(Boolean);
  const opened = params.get('version') ?? undefined;

  if (compared.length > 1) {
    return (
      <CompareView
        model={model}
        versions={compared}
        onLeave={() => setParams({ compare: undefined }, { push: true })}
      />
    );
  }
  return (
    <div className={styles.content}>
      <StageTimeline model={model} />
      <VersionList
        model={model}
        onCompare={versions =>
          setParams({ compare: versions.join(',') }, { push: true })
        }
        onOpen={version => setParams({ version }, { push: true })}
      />
      <MetricHistory model={model} />
      {opened && (
        <VersionDetail
          model={model}
          version={opened}
          onClose={() => setParams({ version: undefined })}
        />
      )}
    </div>
  );
}

/** The versions of the model of this page. */
export function VersionsContent() {
  return (
    <ModelBoundary what="the versions of this model" lines={12}>
      {model => <Versions model={model} />}
    </ModelBoundary>
  );
}
