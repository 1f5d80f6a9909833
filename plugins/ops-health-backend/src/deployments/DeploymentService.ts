import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import type {
  DeploymentFinding,
  ListDeploymentsResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  describeFailure,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  DeploymentStore,
  ResourceDeployment,
} from '../database/DeploymentStore';
import type { HealthEntity } from '../entities/HealthEntity';
import type { SourceTimings } from '../refresh/SourceTimings';
import type { HealthSnapshot } from '../services/HealthSnapshot';
import {
  findDeployments,
  type DeclaredModel,
  type OtherServers,
} from './findDeployments';
import { compareDeployments, toDeployment } from './toDeployment';
import { isProduction, toProductionServing } from './toProductionServing';

const MOST_SHOWN = 200;
/** As many as the models backend tells of at once. */
const MOST_MODELS = 200;
const MOST_COMPONENTS = 100;
const PATIENCE_MS = 10_000;

/** What the reader is told of the models by the models backend. */
interface Registered {
  byRef: Map<string, ModelSummary>;
  /** Why there is no answer. */
  failure?: string;
}

/**
 * Tells where versions of a model are served, or what a component serves, and
 * how that compares with what is declared.
 */
export class DeploymentService {
  readonly #deployments: DeploymentStore;
  readonly #snapshot: HealthSnapshot;
  readonly #models: ModelsService;
  readonly #timings: SourceTimings;

  constructor(options: {
    deployments: DeploymentStore;
    snapshot: HealthSnapshot;
    models: ModelsService;
    timings: SourceTimings;
  }) {
    this.#deployments = options.deployments;
    this.#snapshot = options.snapshot;
    this.#models = options.models;
    this.#timings = options.timings;
  }

  async list(
    entityRef: string,
    isVisible: IsVisible,
    credentials: BackstageCredentials,
  ): Promise<ListDeploymentsResponse> {
    const { entities } = await this.#snapshot.get();
    const entity = entities.get(entityRef);
    if (!entity || !isVisible(entityRef)) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const isModel = entity.kind.toLocaleLowerCase('en-US') === 'model';
    const found = await this.#deployments.listFor(
      isModel
        ? {
            modelRef: entityRef,
            componentRefs: entity.servedBy.slice(0, MOST_COMPONENTS),
          }
        : { componentRefs: [entityRef] },
    );
    const belonging = found.filter(item => belongs(item, entity, isModel));
    const visible = belonging.filter(
      ({ stored: { entityRefs } }) =>
        entityRefs.length === 0 || entityRefs.some(isVisible),
    );
    const models = isModel
      ? [entityRef]
      : modelsOf(entityRef, entities.values(), visible).filter(isVisible);
    const registered = await this.#readModels(models, credentials);
    const now = Date.now();
    const context = {
      isVisible,
      now,
      timings: this.#timings,
      models: registered.byRef,
    };
    const hidden = belonging.length - visible.length;
    const others = hidden === 0 ? 'none' : 'unseen';
    return {
      items: visible
        .map(item => toDeployment(item, context))
        .sort(compareDeployments)
        .slice(0, MOST_SHOWN),
      totalItems: visible.length,
      hidden,
      findings: models.flatMap(modelRef =>
        this.#find(modelRef, registered, visible, {
          now,
          isVisible,
          others:
            isModel || isOnlyServer(entityRef, entities.get(modelRef))
              ? others
              : 'elsewhere',
        }),
      ),
    };
  }

  #find(
    modelRef: string,
    registered: Registered,
    visible: ResourceDeployment[],
    options: { now: number; isVisible: IsVisible; others: OtherServers },
  ): DeploymentFinding[] {
    const servings = visible
      .filter(
        ({ deployment, stored }) =>
          isProduction(stored.environment) &&
          (deployment.match.version?.modelRef ?? modelRef) === modelRef,
      )
      .map(item =>
        toProductionServing(item, { ...options, timings: this.#timings }),
      );
    const model = registered.byRef.get(modelRef);
    if (!model && servings.length === 0 && !registered.failure) {
      return [];
    }
    return findDeployments(
      toDeclared(modelRef, model, registered.failure),
      servings,
      options.others,
    );
  }

  /** On behalf of the reader: the models backend decides who sees a model. */
  async #readModels(
    modelRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Registered> {
    const byRef = new Map<string, ModelSummary>();
    if (modelRefs.length === 0) {
      return { byRef };
    }
    const asked = modelRefs.slice(0, MOST_MODELS);
    try {
      const { items } = await this.#models.getModelsByRefs(asked, {
        credentials,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      asked.forEach((ref, index) => {
        const model = items[index];
        if (model) {
          byRef.set(ref, model);
        }
      });
      return { byRef };
    } catch (error) {
      return {
        byRef,
        failure: `the models backend does not answer: ${describeFailure(
          error,
        )}`,
      };
    }
  }
}

/**
 * Whether a deployment is one of the entity. What a component of the model
 * serves, and nobody can tell what it is, may be the model.
 */
function belongs(
  { deployment, stored }: ResourceDeployment,
  entity: HealthEntity,
  isModel: boolean,
): boolean {
  if (!isModel) {
    return stored.entityRefs.includes(entity.ref);
  }
  const modelRef = deployment.match.version?.modelRef;
  return modelRef === undefined
    ? stored.entityRefs.some(ref => entity.servedBy.includes(ref))
    : modelRef === entity.ref;
}

/** The models that a component says it serves, and those that it serves. */
function modelsOf(
  componentRef: string,
  entities: Iterable<HealthEntity>,
  found: ResourceDeployment[],
): string[] {
  const refs = new Set(
    found.flatMap(({ deployment }) => deployment.match.version?.modelRef ?? []),
  );
  for (const { ref, servedBy } of entities) {
    if (servedBy.includes(componentRef)) {
      refs.add(ref);
    }
  }
  return [...refs].sort();
}

function isOnlyServer(
  componentRef: string,
  model: HealthEntity | undefined,
): boolean {
  return model?.servedBy.length === 1 && model.servedBy[0] === componentRef;
}

function toDeclared(
  modelRef: string,
  model: ModelSummary | undefined,
  failure: string | undefined,
): DeclaredModel {
  const versionsIn = (stage: string) =>
    (model?.stagedVersions ?? [])
      .filter(held => held.stage === stage)
      .map(({ version }) => version);
  return {
    modelRef,
    production: versionsIn('production'),
    canary: versionsIn('canary'),
    unknown: model ? undefined : failure ?? 'no registry has this model',
  };
}
