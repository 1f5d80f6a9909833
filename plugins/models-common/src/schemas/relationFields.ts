import {
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { RELATION_DERIVED_FROM, RELATION_TRAINED_ON } from '../annotations';

/**
 * A field of `spec` that holds one entity ref or a flat list of them.
 *
 * @public
 */
export interface RelationField {
  /** The name of the field in `spec`. */
  field: string;
  relation: string;
  /** The kind of refs that name none; without it refs must name theirs. */
  defaultKind?: string;
  allowedKinds: string[];
}

const ownerField: RelationField = {
  field: 'owner',
  relation: RELATION_OWNED_BY,
  defaultKind: 'Group',
  allowedKinds: ['Group', 'User'],
};

const systemField: RelationField = {
  field: 'system',
  relation: RELATION_PART_OF,
  defaultKind: 'System',
  allowedKinds: ['System'],
};

/**
 * The fields of a Model entity that give relations.
 *
 * @public
 */
export const MODEL_RELATION_FIELDS: RelationField[] = [
  ownerField,
  systemField,
  {
    field: 'trainedOn',
    relation: RELATION_TRAINED_ON,
    defaultKind: 'Dataset',
    allowedKinds: ['Dataset'],
  },
  {
    field: 'derivedFrom',
    relation: RELATION_DERIVED_FROM,
    defaultKind: 'Model',
    allowedKinds: ['Model'],
  },
  {
    field: 'dependsOn',
    relation: RELATION_DEPENDS_ON,
    allowedKinds: ['Component', 'API', 'Resource'],
  },
];

/**
 * The fields of a Dataset entity that give relations.
 *
 * @public
 */
export const DATASET_RELATION_FIELDS: RelationField[] = [
  ownerField,
  systemField,
  {
    field: 'derivedFrom',
    relation: RELATION_DERIVED_FROM,
    defaultKind: 'Dataset',
    allowedKinds: ['Dataset'],
  },
];
