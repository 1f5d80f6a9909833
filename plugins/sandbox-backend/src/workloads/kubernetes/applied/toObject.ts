import { metadataOf, rfc3339, uidOf } from '../metadata';
import {
  apiVersionOf,
  RESOURCES,
  type KubernetesObject,
  type Resource,
} from '../resources';
import { manifestOf } from './AppliedObjects';
import type { AppliedRecord } from './AppliedRecord';
import { fieldsOf } from './mergeManifests';

/**
 * What was applied, with the metadata that the API server adds.
 *
 * @param below - What was there from the beginning.
 */
export function toObject(
  record: AppliedRecord,
  below?: KubernetesObject,
): KubernetesObject {
  const resource: Resource = RESOURCES[record.resource];
  const { metadata, ...manifest } = manifestOf(record);
  const { name, namespace, createdAt, changedAt } = record;
  return {
    ...below,
    ...manifest,
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      ...metadata,
      ...metadataOf({
        kind: resource.kind,
        name,
        namespace,
        uid:
          below?.metadata.uid ??
          uidOf(resource.kind, namespace ?? '', name, String(createdAt)),
        createdAt: below
          ? Date.parse(below.metadata.creationTimestamp)
          : createdAt,
        changedAt,
        generation: record.generation,
        annotations: metadata.annotations,
        labels: {
          ...below?.metadata.labels,
          ...metadata.labels,
          ...(record.resource === 'namespaces' && {
            'kubernetes.io/metadata.name': name,
          }),
        },
      }),
      // Within a second several things may change.
      resourceVersion: String(changedAt),
      managedFields: record.managers.map(manager => ({
        manager: manager.name,
        operation: 'Apply',
        apiVersion: apiVersionOf(resource),
        time: rfc3339(manager.at),
        fieldsType: 'FieldsV1',
        fieldsV1: fieldsOf(manager.manifest),
      })),
    },
  };
}
