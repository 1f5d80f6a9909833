import {
  createCatalogModelLayer,
  type CatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  ANNOTATION_DEFINITIONS,
  DATASET_KIND_DESCRIPTION,
  DATASET_RELATION_FIELDS,
  LABEL_DEFINITIONS,
  MODEL_KIND_DESCRIPTION,
  MODEL_RELATION_FIELDS,
  PLATFORM_OPS_API_VERSION,
  RELATION_BASIS_OF,
  RELATION_DERIVED_FROM,
  RELATION_SERVED_BY,
  RELATION_SERVES,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
  datasetKindSchema,
  modelKindSchema,
  type RelationField,
} from '@platform-ops/backstage-plugin-models-common';

const [GROUP, VERSION] = PLATFORM_OPS_API_VERSION.split('/');

function toRelationFields(fields: RelationField[]) {
  return fields.map(({ field, relation, defaultKind, allowedKinds }) => ({
    selector: { path: `spec.${field}` },
    relation,
    defaultKind,
    defaultNamespace: 'default' as const,
    allowedKinds,
  }));
}

/**
 * The kinds Model and Dataset, their relations, annotations and labels.
 *
 * @public
 */
export const modelsCatalogModelLayer: CatalogModelLayer =
  createCatalogModelLayer({
    layerId: 'platformops.io/models',
    builder: model => {
      model.addKind({
        group: GROUP,
        names: { kind: 'Model', singular: 'model', plural: 'models' },
        description: MODEL_KIND_DESCRIPTION,
        versions: [
          {
            name: VERSION,
            relationFields: toRelationFields(MODEL_RELATION_FIELDS),
            schema: { jsonSchema: modelKindSchema },
          },
        ],
      });
      model.addKind({
        group: GROUP,
        names: { kind: 'Dataset', singular: 'dataset', plural: 'datasets' },
        description: DATASET_KIND_DESCRIPTION,
        versions: [
          {
            name: VERSION,
            relationFields: toRelationFields(DATASET_RELATION_FIELDS),
            schema: { jsonSchema: datasetKindSchema },
          },
        ],
      });

      model.addRelationPair({
        fromKind: ['Model', 'Dataset'],
        toKind: ['Group', 'User'],
        description: 'Who answers for a model or dataset.',
        forward: { type: RELATION_OWNED_BY, title: 'owned by' },
        reverse: { type: RELATION_OWNER_OF, title: 'owner of' },
      });
      model.addRelationPair({
        fromKind: ['Model', 'Dataset'],
        toKind: 'System',
        description: 'The system that a model or dataset belongs to.',
        forward: { type: RELATION_PART_OF, title: 'part of' },
        reverse: { type: RELATION_HAS_PART, title: 'has part' },
      });
      model.addRelationPair({
        fromKind: 'Model',
        toKind: 'Dataset',
        description: 'The data that a model was trained on.',
        forward: { type: RELATION_TRAINED_ON, title: 'trained on' },
        reverse: { type: RELATION_USED_TO_TRAIN, title: 'used to train' },
      });
      for (const kind of ['Model', 'Dataset']) {
        model.addRelationPair({
          fromKind: kind,
          toKind: kind,
          description: 'What a model or dataset was made from.',
          forward: { type: RELATION_DERIVED_FROM, title: 'derived from' },
          reverse: { type: RELATION_BASIS_OF, title: 'basis of' },
        });
      }
      model.addRelationPair({
        fromKind: 'Model',
        toKind: ['Component', 'API', 'Resource'],
        description: 'What a model needs to run.',
        forward: { type: RELATION_DEPENDS_ON, title: 'depends on' },
        reverse: { type: RELATION_DEPENDENCY_OF, title: 'dependency of' },
      });
      model.addRelationPair({
        fromKind: ['Component', 'Resource'],
        toKind: ['Model', 'Dataset'],
        description: 'The models and datasets that a consumer needs.',
        forward: { type: RELATION_DEPENDS_ON, title: 'depends on' },
        reverse: { type: RELATION_DEPENDENCY_OF, title: 'dependency of' },
      });
      model.addRelationPair({
        fromKind: 'Model',
        toKind: 'Component',
        description: 'The workloads that serve a model.',
        forward: { type: RELATION_SERVED_BY, title: 'served by' },
        reverse: { type: RELATION_SERVES, title: 'serves' },
      });

      for (const annotation of ANNOTATION_DEFINITIONS) {
        model.addAnnotation(annotation);
      }
      for (const label of LABEL_DEFINITIONS) {
        model.addLabel(label);
      }
    },
  });
