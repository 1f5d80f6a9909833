import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  isDatasetEntity,
  RELATION_USED_TO_TRAIN,
} from '@platform-ops/backstage-plugin-models-common';
import {
  EntityLink,
  KeyValueList,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { DataClasses } from '../DataClasses';

/** What a dataset may be used for, and which models it trained. */
export function DatasetCard() {
  const { entity } = useEntity();
  if (!isDatasetEntity(entity)) {
    return null;
  }
  const { spec } = entity;
  const models = getEntityRelations(entity, RELATION_USED_TO_TRAIN).map(ref =>
    stringifyEntityRef(ref),
  );
  return (
    <Panel title="About this dataset">
      <KeyValueList
        items={[
          {
            label: 'Data classification',
            value: spec.dataClassification?.length ? (
              <DataClasses classes={spec.dataClassification} />
            ) : undefined,
          },
          { label: 'License', value: spec.license },
          { label: 'Source', value: spec.source },
          { label: 'Retention', value: spec.retention },
          {
            label: 'Used to train',
            value:
              models.length === 0
                ? 'no model that we know of'
                : models.map(ref => (
                    <div key={ref}>
                      <EntityLink entityRef={ref} />
                    </div>
                  )),
          },
        ]}
      />
    </Panel>
  );
}
