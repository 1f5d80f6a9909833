import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
} from '@backstage/catalog-model';
import { ANNOTATION_CLASSES_FROM_REGISTRY } from '@platform-ops/backstage-plugin-models-common';

/** Nobody writes them: the catalog adds them to what it reads. */
const ADDED_ANNOTATIONS = [
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  ANNOTATION_EDIT_URL,
  ANNOTATION_CLASSES_FROM_REGISTRY,
];

/**
 * An entity with what the catalog adds to it, taken from the entity of the same
 * ref: so nobody gets rid of the classes of data that a registry knows by
 * leaving them out.
 */
export function carryOver(written: Entity, known: Entity | undefined): Entity {
  const there = known?.metadata.annotations ?? {};
  const added = Object.fromEntries(
    ADDED_ANNOTATIONS.flatMap(name =>
      there[name] === undefined ? [] : [[name, there[name]]],
    ),
  );
  const classes = (there[ANNOTATION_CLASSES_FROM_REGISTRY] ?? '')
    .split(',')
    .filter(Boolean);
  const own = written.spec?.dataClassification;
  return {
    ...written,
    metadata: {
      ...written.metadata,
      annotations: { ...added, ...written.metadata.annotations },
    },
    ...(classes.length > 0 && {
      spec: {
        ...written.spec,
        dataClassification: [
          ...new Set([...(Array.isArray(own) ? own : []), ...classes]),
        ],
      },
    }),
  };
}
