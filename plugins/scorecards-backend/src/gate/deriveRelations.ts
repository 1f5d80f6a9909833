import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
  type EntityRelation,
} from '@backstage/catalog-model';
import {
  ANNOTATION_SERVES,
  DATASET_RELATION_FIELDS,
  MODEL_RELATION_FIELDS,
  RELATION_DERIVED_FROM,
  RELATION_SERVES,
  RELATION_TRAINED_ON,
} from '@platform-ops/backstage-plugin-models-common';

/** A field that names other entities, as the catalog reads it. */
interface RelatingField {
  field: string;
  relation: string;
  defaultKind?: string;
  /** That of the entity itself unless told. */
  defaultNamespace?: string;
  allowedKinds?: string[];
}

/** Those of kinds that the catalog itself has. */
const BUILT_IN_FIELDS: RelatingField[] = [
  { field: 'owner', relation: RELATION_OWNED_BY, defaultKind: 'Group' },
  { field: 'system', relation: RELATION_PART_OF, defaultKind: 'System' },
  { field: 'domain', relation: RELATION_PART_OF, defaultKind: 'Domain' },
  {
    field: 'subdomainOf',
    relation: RELATION_PART_OF,
    defaultKind: 'Domain',
  },
  {
    field: 'subcomponentOf',
    relation: RELATION_PART_OF,
    defaultKind: 'Component',
  },
  { field: 'dependsOn', relation: RELATION_DEPENDS_ON },
];
const OUR_FIELDS: Record<string, RelatingField[]> = {
  model: MODEL_RELATION_FIELDS,
  dataset: DATASET_RELATION_FIELDS,
};

const SERVES: RelatingField = {
  field: ANNOTATION_SERVES,
  relation: RELATION_SERVES,
  defaultKind: 'Model',
  defaultNamespace: DEFAULT_NAMESPACE,
  allowedKinds: ['Model'],
};

/** Relations that the entity itself declares; all others are declared by others. */
const DECLARED = new Set([
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_DEPENDS_ON,
  RELATION_SERVES,
  RELATION_TRAINED_ON,
  RELATION_DERIVED_FROM,
]);

/**
 * An entity with the relations that the catalog would give it: by its own fields,
 * and by what others say of it now.
 *
 * @param known - The entity of the same ref, as the catalog has it.
 */
export function deriveRelations(
  entity: Entity,
  known: Entity | undefined,
): {
  entity: Entity;
  /** Refs that are none, in words. */
  problems: string[];
} {
  const problems: string[] = [];
  const ours = OUR_FIELDS[entity.kind.toLocaleLowerCase('en-US')];
  const defaultNamespace = ours
    ? DEFAULT_NAMESPACE
    : entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  const relations: EntityRelation[] = (known?.relations ?? []).filter(
    ({ type }) => !DECLARED.has(type),
  );
  const relate = (where: string, ref: string, field: RelatingField) => {
    const targetRef = findTarget(ref, { defaultNamespace, ...field });
    if (targetRef) {
      relations.push({ type: field.relation, targetRef });
    } else {
      problems.push(
        `${where}: found ${JSON.stringify(ref)}, which is no ref of ${
          field.allowedKinds?.join(' or ') ?? 'an entity'
        }, so it relates to nothing`,
      );
    }
  };
  for (const field of ours ?? BUILT_IN_FIELDS) {
    for (const ref of textsOf(entity.spec?.[field.field])) {
      relate(`spec.${field.field}`, ref, field);
    }
  }
  if (entity.kind === 'Component') {
    for (const ref of namesOf(
      entity.metadata.annotations?.[ANNOTATION_SERVES],
    )) {
      relate(`metadata.annotations['${ANNOTATION_SERVES}']`, ref, SERVES);
    }
  }
  return { entity: { ...entity, relations }, problems };
}

function findTarget(
  ref: string,
  { defaultKind, defaultNamespace, allowedKinds }: RelatingField,
): string | undefined {
  try {
    const target = parseEntityRef(ref, { defaultKind, defaultNamespace });
    const isAllowed =
      !allowedKinds ||
      allowedKinds.some(
        kind => kind.toLowerCase() === target.kind.toLowerCase(),
      );
    return isAllowed &&
      KubernetesValidatorFunctions.isValidObjectName(target.name) &&
      KubernetesValidatorFunctions.isValidNamespace(target.namespace)
      ? stringifyEntityRef(target)
      : undefined;
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    item => typeof item === 'string',
  );
}

function namesOf(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}
