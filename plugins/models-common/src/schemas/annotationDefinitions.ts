import {
  ANNOTATION_CLASSES_FROM_REGISTRY,
  ANNOTATION_ETAG,
  ANNOTATION_REGISTRY,
  ANNOTATION_REGISTRY_REF,
  ANNOTATION_SERVES,
  LABEL_REGISTRY,
} from '../annotations';

/**
 * An annotation or label that we read or write, for people.
 *
 * @public
 */
export interface MetadataKeyDefinition {
  name: string;
  title: string;
  description: string;
}

/**
 * Our annotations, see `docs/catalog.md`.
 *
 * @public
 */
export const ANNOTATION_DEFINITIONS: MetadataKeyDefinition[] = [
  {
    name: ANNOTATION_REGISTRY_REF,
    title: 'Registered model',
    description:
      'On a Model written by hand: the registered model that it describes, as <registry id>/<name in the registry>. This claims the model.',
  },
  {
    name: ANNOTATION_REGISTRY,
    title: 'Registry',
    description:
      'On a generated entity: the id of the registry that it came from. Do not write it by hand.',
  },
  {
    name: ANNOTATION_ETAG,
    title: 'Etag',
    description:
      'On a generated entity: hash of what it was generated from. Do not write it by hand.',
  },
  {
    name: ANNOTATION_CLASSES_FROM_REGISTRY,
    title: 'Classes from the registry',
    description:
      'On a Model written by hand: comma separated data classes that the catalog added, because the registered model carries them. Do not write it by hand.',
  },
  {
    name: ANNOTATION_SERVES,
    title: 'Serves models',
    description:
      'On a Component: comma separated refs of the Model entities that it serves.',
  },
];

/**
 * Our labels, see `docs/catalog.md`.
 *
 * @public
 */
export const LABEL_DEFINITIONS: MetadataKeyDefinition[] = [
  {
    name: LABEL_REGISTRY,
    title: 'Registry',
    description:
      'The id of the registry that holds what the entity stands for. Set by the catalog.',
  },
];
