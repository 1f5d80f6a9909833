import { useApi } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type {
  Model,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import {
  modelsApiRef,
  type ModelsApi,
} from '@platform-ops/backstage-plugin-models-react';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { VersionFacts } from './VersionFacts';

/** The URL names a version by its number; the API by its id. */
async function findVersion(
  api: ModelsApi,
  model: Model,
  version: string,
): Promise<ModelVersion | undefined> {
  const staged = model.stagedVersions.find(held => held.version === version);
  if (staged) {
    return api.getVersion(model.id, staged.id);
  }
  const { items } = await api.listVersions(model.id, {
    version: [version],
  });
  return items[0];
}

/** Everything about one version. */
export function VersionDetail(props: {
  model: Model;
  version: string;
  onClose: () => void;
}) {
  const { model, version, onClose } = props;
  const api = useApi(modelsApiRef);
  const { value, error, loading, reload } = useLoad(
    `${model.id} ${version}`,
    () => findVersion(api, model, version),
  );
  return (
    <Dialog
      isOpen
      width={760}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {model.title} {formatVersion(version)}
      </DialogHeader>
      <DialogBody>
        {error && (
          <LoadFailure what="this version" error={error} onRetry={reload} />
        )}
        {loading && !value && (
          <SkeletonLines lines={10} label="Loading the version" />
        )}
        {!loading && !error && !value && (
          <EmptyState
            title={`There is no version ${version}`}
            description="The registry does not have it, and did not when the portal first looked."
          />
        )}
        {value && <VersionFacts version={value} />}
      </DialogBody>
    </Dialog>
  );
}
