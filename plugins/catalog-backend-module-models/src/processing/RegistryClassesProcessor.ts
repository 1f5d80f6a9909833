import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorCache,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CLASSES_FROM_REGISTRY,
  ANNOTATION_REGISTRY_REF,
  UNRECOGNISED_DATA_CLASSIFICATION,
  isModelEntity,
  type DataClassification,
  type ListModelsQuery,
  type ModelEntityV1alpha1,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import {
  REGISTRY_LOCATION_TYPE,
  modelRefreshKey,
  registryRefreshKey,
} from '../provider/generatedEntity';

const CACHE_KEY = 'standings';

/** A registered model that an entity may stand for. */
interface Target {
  registryId: string;
  /** The ref of its generated entity, or `<registry>/<native name>`. */
  modelRef: string;
  query: ListModelsQuery;
}

/** What a registered model means for the classes of an entity. */
type Standing = {
  classes: DataClassification[];
  /** The entity describes the model, so its own classes go before. */
  accepted: boolean;
};

/** What is known as long as the models backend was never reached. */
const UNKNOWN: Standing = {
  classes: [UNRECOGNISED_DATA_CLASSIFICATION],
  accepted: false,
};

/**
 * Gives entities that are written by hand for a registered model the data
 * classes by which the models backend judges that model, so that whoever may
 * not see the one does not see the other. An entity whose claim counts and that
 * gives classes itself is left as it is, for there the models backend goes by
 * these.
 */
export class RegistryClassesProcessor implements CatalogProcessor {
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #models: ModelsService;
  readonly #registryIds: Set<string>;

  static create(options: {
    auth: AuthService;
    logger: LoggerService;
    models: ModelsService;
    registryIds: Iterable<string>;
  }): RegistryClassesProcessor {
    return new RegistryClassesProcessor(options);
  }

  private constructor(options: {
    auth: AuthService;
    logger: LoggerService;
    models: ModelsService;
    registryIds: Iterable<string>;
  }) {
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#models = options.models;
    this.#registryIds = new Set(options.registryIds);
  }

  getProcessorName(): string {
    return 'RegistryClassesProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (
      !isModelEntity(entity) ||
      originLocation.type === REGISTRY_LOCATION_TYPE
    ) {
      return entity;
    }
    const targets = this.#targetsOf(entity);
    for (const { modelRef, registryId } of targets) {
      emit(processingResult.refresh(modelRefreshKey(modelRef)));
      emit(processingResult.refresh(registryRefreshKey(registryId)));
    }
    return withClasses(
      entity,
      targets.length ? await this.#readStandings(entity, targets, cache) : [],
    );
  }

  #targetsOf(entity: ModelEntityV1alpha1): Target[] {
    const { namespace = DEFAULT_NAMESPACE, annotations } = entity.metadata;
    const entityRef = stringifyEntityRef(entity);
    const registryRef = annotations?.[ANNOTATION_REGISTRY_REF] ?? '';
    return [
      {
        registryId: namespace,
        modelRef: entityRef,
        query: { entityRef: [entityRef] },
      },
      {
        registryId: registryRef.split('/')[0],
        modelRef: registryRef,
        query: { registryRef: [registryRef] },
      },
    ].filter(({ registryId }) => this.#registryIds.has(registryId));
  }

  /**
   * Without an answer what was last known stays.
   */
  async #readStandings(
    entity: ModelEntityV1alpha1,
    targets: Target[],
    cache: CatalogProcessorCache,
  ): Promise<Standing[]> {
    const entityRef = stringifyEntityRef(entity);
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const standings: Standing[] = [];
      for (const { query } of targets) {
        const { items } = await this.#models.listModels(
          { ...query, limit: 1 },
          { credentials },
        );
        standings.push(
          ...items.map(({ dataClassification, claim, ...model }) => ({
            classes: dataClassification,
            accepted:
              claim.state === 'claimed' && model.entityRef === entityRef,
          })),
        );
      }
      await cache.set(CACHE_KEY, standings);
      return standings;
    } catch (error) {
      const known = await cache.get<Standing[]>(CACHE_KEY);
      this.#logger.warn(
        `The data classes of the registered model behind ${entityRef} could not be read, so ${
          known
            ? 'those stay that it had'
            : `it counts as ${UNRECOGNISED_DATA_CLASSIFICATION}`
        }: ${toError(error).message}`,
      );
      return known ?? [UNKNOWN];
    }
  }
}

function withClasses(
  entity: ModelEntityV1alpha1,
  standings: Standing[],
): Entity {
  const written = entity.spec.dataClassification ?? [];
  const added = new Set(
    standings.flatMap(({ classes, accepted }) =>
      accepted && written.length ? [] : classes,
    ),
  );
  written.forEach(item => added.delete(item));
  const { [ANNOTATION_CLASSES_FROM_REGISTRY]: _byHand, ...annotations } =
    entity.metadata.annotations ?? {};
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: added.size
        ? {
            ...annotations,
            [ANNOTATION_CLASSES_FROM_REGISTRY]: [...added].join(','),
          }
        : annotations,
    },
    spec: added.size
      ? { ...entity.spec, dataClassification: [...written, ...added] }
      : entity.spec,
  };
}
