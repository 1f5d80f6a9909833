import {
  ANNOTATION_ORIGIN_LOCATION,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CLASSES_FROM_REGISTRY,
  ANNOTATION_REGISTRY_REF,
  type DataClassification,
  type ModelEntityV1alpha1,
} from '@platform-ops/backstage-plugin-models-common';
import type { EntityFields } from './composeModel';

/** The origin location of entities that the catalog provider generates. */
const GENERATED_ORIGIN = 'models-registry:';

/** As many characters as the columns hold by which models are filtered. */
const MAX_LENGTH = 255;

/**
 * A hand-written Model entity as the catalog has stitched it.
 */
export interface ClaimCandidate {
  entityRef: string;
  /** `<registry>/<native name>`, where the entity says so. */
  registryRef?: string;
  originLocation: string;
  fields: EntityFields;
}

/**
 * All hand-written Model entities of the catalog.
 */
export async function readClaimCandidates(options: {
  catalog: CatalogService;
  auth: AuthService;
  registryIds: string[];
}): Promise<ClaimCandidate[]> {
  const credentials = await options.auth.getOwnServiceCredentials();
  const candidates: ClaimCandidate[] = [];
  const pages = options.catalog.streamEntities(
    {
      query: {
        $all: [
          { kind: 'Model' },
          {
            $not: {
              [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: {
                $in: options.registryIds.map(id => `${GENERATED_ORIGIN}${id}`),
              },
            },
          },
        ],
      },
      fields: [
        'apiVersion',
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
        'relations',
        'spec',
      ],
    },
    { credentials },
  );
  for await (const page of pages) {
    for (const entity of page) {
      const originLocation =
        entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
      if (!originLocation.startsWith(GENERATED_ORIGIN)) {
        candidates.push({
          entityRef: stringifyEntityRef(entity),
          registryRef: entity.metadata.annotations?.[ANNOTATION_REGISTRY_REF],
          originLocation,
          fields: toEntityFields(entity),
        });
      }
    }
  }
  return candidates;
}

function toEntityFields(entity: Entity): EntityFields {
  const spec = (entity as ModelEntityV1alpha1).spec ?? {};
  const target = (type: string, kind?: string) =>
    entity.relations?.find(
      relation =>
        relation.type === type &&
        (!kind || relation.targetRef.startsWith(`${kind}:`)),
    )?.targetRef;
  const fields: EntityFields = {
    owner: target(RELATION_OWNED_BY),
    system: target(RELATION_PART_OF, 'system'),
    type: spec.type,
    task: spec.task?.slice(0, MAX_LENGTH),
    framework: spec.framework?.slice(0, MAX_LENGTH),
    license: spec.license?.slice(0, MAX_LENGTH),
    riskTier: spec.riskTier,
    materiality: spec.materiality,
    dataClassification: writtenClasses(entity),
    intendedUse: spec.intendedUse,
    limitations: spec.limitations,
  };
  return JSON.parse(JSON.stringify(fields));
}

/**
 * The classes that the entity gives itself, without those that the catalog
 * took over from the registered model; undefined where that is none.
 */
function writtenClasses(entity: Entity): DataClassification[] | undefined {
  const added =
    entity.metadata.annotations?.[ANNOTATION_CLASSES_FROM_REGISTRY]?.split(
      ',',
    ) ?? [];
  const written = (
    entity as ModelEntityV1alpha1
  ).spec?.dataClassification?.filter(item => !added.includes(item));
  return written?.length ? written : undefined;
}
