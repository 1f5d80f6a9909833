import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_GOLDEN_PATH_CONTROLS,
  ANNOTATION_GOLDEN_PATH_MINUTES,
  ANNOTATION_GOLDEN_PATH_VERSION,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { isVersion } from './isVersion';

/** A template that is a golden path. */
export interface PathTemplate {
  templateRef: string;
  /** In small letters. */
  name: string;
  isInDefaultNamespace: boolean;
  title: string;
  description?: string;
  version: string;
  minutes?: number;
  controls: string[];
  /** Why its version cannot be compared, where it cannot. */
  problem?: string;
}

/** Undefined where a template is no golden path. */
export function toPathTemplate(entity: Entity): PathTemplate | undefined {
  const { name, namespace, title, description, annotations } = entity.metadata;
  const version = annotations?.[ANNOTATION_GOLDEN_PATH_VERSION];
  if (version === undefined) {
    return undefined;
  }
  const minutes = Number(annotations?.[ANNOTATION_GOLDEN_PATH_MINUTES]);
  const controls = annotations?.[ANNOTATION_GOLDEN_PATH_CONTROLS] ?? '';
  return {
    templateRef: stringifyEntityRef(entity),
    name: name.toLocaleLowerCase('en-US'),
    isInDefaultNamespace: (namespace ?? 'default') === 'default',
    title: title ?? name,
    ...(description !== undefined && { description }),
    version: shorten(version),
    ...(minutes > 0 && Number.isFinite(minutes) && { minutes }),
    controls: controls
      .split(',')
      .map(control => control.trim())
      .filter(Boolean),
    ...(!isVersion(version) && {
      problem: `The path has the version '${shorten(
        version,
      )}'; expected is one such as 1.0.0`,
    }),
  };
}
