import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ModelSummary,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import type { OpsHealthService } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  askEach,
  type CollectedBatch,
  type CollectOptions,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import {
  toDeployments,
  toProduction,
  toRegistration,
  toStageHistory,
} from './facts';
import { MODELS_FACT_TYPES } from './factTypes';
import { readProductionChanges } from './readProductionChanges';
import { readRegisteredModels } from './readRegisteredModels';

const DAY_MS = 24 * 60 * 60_000;
/** As long as an auditor's quarter. */
const HISTORY_MS = 90 * DAY_MS;
const MOST_VERSIONS = 20;

/**
 * What the model registries say of models, and what is observed to be served.
 *
 * @public
 */
export class ModelsCollector implements FactCollector {
  readonly id = 'models';
  readonly version = '1.0.0';
  readonly title = 'Model registries';
  readonly factTypes = MODELS_FACT_TYPES;
  readonly kinds = ['Model'];
  readonly everyMs = 15 * 60_000;
  readonly #auth: AuthService;
  readonly #models: ModelsService;
  readonly #opsHealth: OpsHealthService;

  static create(options: {
    auth: AuthService;
    models: ModelsService;
    opsHealth: OpsHealthService;
  }): ModelsCollector {
    return new ModelsCollector(options);
  }

  private constructor(options: Parameters<typeof ModelsCollector.create>[0]) {
    this.#auth = options.auth;
    this.#models = options.models;
    this.#opsHealth = options.opsHealth;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const options = { credentials, signal };
    const refs = entities.map(entity => stringifyEntityRef(entity));
    const registered = await readRegisteredModels(this.#models, options);
    const from = new Date(Date.now() - HISTORY_MS);
    const changes = await readProductionChanges(this.#models, from, options);
    const present = refs.flatMap(ref => registered.byRef.get(ref) ?? []);
    yield {
      facts: [
        ...present.flatMap(model => [
          toRegistration(model.entityRef, model),
          toStageHistory(model, from, changes.get(model.entityRef) ?? []),
        ]),
        ...(registered.complete
          ? refs
              .filter(ref => !registered.byRef.has(ref))
              .map(ref => toRegistration(ref, undefined))
          : []),
      ],
    };
    yield* this.#collectProduction(present, options);
    yield* this.#collectDeployments(refs, options);
  }

  async *#collectProduction(
    models: ModelSummary[],
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): AsyncIterable<CollectedBatch> {
    const isInProduction = ({ stagedVersions }: ModelSummary) =>
      stagedVersions.some(({ stage }) => stage === 'production');
    yield {
      facts: models
        .filter(model => !isInProduction(model))
        .map(model => toProduction(model, [])),
    };
    const answers = askEach(
      models.filter(isInProduction),
      async (model): Promise<ModelVersion[]> => {
        const { items } = await this.#models.listVersions(
          model.id,
          { stage: ['production'], limit: MOST_VERSIONS },
          options,
        );
        return items;
      },
      { subject: 'versions in production', signal: options.signal },
    );
    for await (const { answers: found, failures } of answers) {
      yield {
        facts: found.map(({ item, answer }) => toProduction(item, answer)),
        failures,
      };
    }
  }

  async *#collectDeployments(
    refs: string[],
    {
      credentials,
      signal,
    }: {
      credentials: BackstageCredentials;
      signal: AbortSignal;
    },
  ): AsyncIterable<CollectedBatch> {
    const answers = askEach(
      refs,
      ref => this.#opsHealth.listDeployments(ref, { credentials }),
      { subject: 'deployments', signal },
    );
    for await (const { answers: found, failures } of answers) {
      yield {
        facts: found.map(({ item, answer }) => toDeployments(item, answer)),
        failures,
      };
    }
  }
}
