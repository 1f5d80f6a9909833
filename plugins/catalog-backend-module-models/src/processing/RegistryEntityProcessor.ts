import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_REGISTRY_REF,
  DATASET_RELATION_FIELDS,
  LABEL_REGISTRY,
  MODEL_RELATION_FIELDS,
  datasetKindSchema,
  isDatasetEntity,
  isModelEntity,
  modelKindSchema,
} from '@platform-ops/backstage-plugin-models-common';
import { createProblemDescriber } from './describeProblems';

/**
 * Looks at Model and Dataset entities before the catalog does: refuses bad ones
 * with a message that also says what was found, which the catalog's own does
 * not, and labels good ones with the registry that they belong to.
 */
export class RegistryEntityProcessor implements CatalogProcessor {
  readonly #registryIds: Set<string>;
  readonly #describeModel = createProblemDescriber({
    kindSchema: modelKindSchema,
    relationFields: MODEL_RELATION_FIELDS,
  });
  readonly #describeDataset = createProblemDescriber({
    kindSchema: datasetKindSchema,
    relationFields: DATASET_RELATION_FIELDS,
  });

  static create(options: {
    registryIds: Iterable<string>;
  }): RegistryEntityProcessor {
    return new RegistryEntityProcessor(new Set(options.registryIds));
  }

  private constructor(registryIds: Set<string>) {
    this.#registryIds = registryIds;
  }

  getProcessorName(): string {
    return 'RegistryEntityProcessor';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    let problems: string[];
    if (isModelEntity(entity)) {
      problems = this.#describeModel(entity);
    } else if (isDatasetEntity(entity)) {
      problems = this.#describeDataset(entity);
    } else {
      return entity;
    }
    if (problems.length) {
      throw new InputError(problems.join('; '));
    }
    return this.#withRegistryLabel(entity);
  }

  #withRegistryLabel(entity: Entity): Entity {
    const registry = this.#registryOf(entity);
    const { labels, ...metadata } = entity.metadata;
    const { [LABEL_REGISTRY]: _byHand, ...otherLabels } = labels ?? {};
    return {
      ...entity,
      metadata: {
        ...metadata,
        labels: registry
          ? { ...otherLabels, [LABEL_REGISTRY]: registry }
          : otherLabels,
      },
    };
  }

  #registryOf(entity: Entity): string | undefined {
    const registryRef = entity.metadata.annotations?.[ANNOTATION_REGISTRY_REF];
    if (registryRef !== undefined) {
      return registryRef.split('/')[0];
    }
    const { namespace } = entity.metadata;
    return namespace !== undefined && this.#registryIds.has(namespace)
      ? namespace
      : undefined;
  }
}
