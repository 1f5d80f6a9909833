import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_ETAG,
  ANNOTATION_REGISTRY,
  PLATFORM_OPS_API_VERSION,
} from '@platform-ops/backstage-plugin-models-common';

/** The type of the location that generated entities come from. */
export const REGISTRY_LOCATION_TYPE = 'models-registry';

/**
 * Where entities of a registry come from, as the catalog writes it.
 */
export function registryLocation(registryId: string): string {
  return `${REGISTRY_LOCATION_TYPE}:${registryId}`;
}

/**
 * The key by which the catalog looks again at an entity written by hand, once
 * the registered model has changed that it stands for: by the ref of the
 * generated entity or by `<registry>/<native name>`.
 */
export function modelRefreshKey(modelRef: string): string {
  return `${REGISTRY_LOCATION_TYPE}:model:${modelRef}`;
}

/**
 * The same for all entities written by hand for models of a registry.
 */
export function registryRefreshKey(registryId: string): string {
  return `${REGISTRY_LOCATION_TYPE}:all:${registryId}`;
}

function isWebUrl(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url);
}

/**
 * An entity that stands for something in a registry.
 */
export function generatedEntity(options: {
  kind: 'Model' | 'Dataset';
  entityRef: string;
  registryId: string;
  etag: string;
  title: string;
  description?: string;
  uiUrl?: string;
  spec: JsonObject;
}): Entity {
  const { namespace, name } = parseEntityRef(options.entityRef);
  const location = registryLocation(options.registryId);
  return {
    apiVersion: PLATFORM_OPS_API_VERSION,
    kind: options.kind,
    metadata: {
      namespace,
      name,
      title: options.title,
      ...(options.description ? { description: options.description } : {}),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_REGISTRY]: options.registryId,
        [ANNOTATION_ETAG]: options.etag,
        ...(isWebUrl(options.uiUrl)
          ? { [ANNOTATION_VIEW_URL]: options.uiUrl }
          : {}),
      },
      ...(isWebUrl(options.uiUrl)
        ? { links: [{ url: options.uiUrl, title: 'Open in the registry' }] }
        : {}),
    },
    spec: options.spec,
  };
}
