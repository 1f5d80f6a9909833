import type { CallOptions } from '../CallOptions';
import { ensure } from '../ensure';
import type { ConnectionOptions } from '../http/ConnectionOptions';
import { ServiceHttp } from '../http/ServiceHttp';
import { toMetadataValues } from './properties';
import { artifactSchema, entrySchema } from './schemas';
import type {
  RegistryArtifact,
  RegistryEntry,
  RegistryProperties,
} from './types';

const API = ['api', 'model_registry', 'v1alpha3'];

/**
 * What models, versions and artefacts have in common.
 *
 * @public
 */
export interface RegistryRequest extends CallOptions {
  /** Printable ASCII: the registry looks for no other. */
  name: string;
  description?: string;
  /** Their id in the system that they come from. */
  externalId?: string;
  properties?: RegistryProperties;
}

/**
 * Where the files of a version are, and what made them.
 *
 * @public
 */
export interface RegistryArtifactRequest extends RegistryRequest {
  versionId: string;
  uri: string;
  modelFormatName?: string;
  modelFormatVersion?: string;
  storageKey?: string;
  storagePath?: string;
  serviceAccountName?: string;
  /** E.g. `pipelines`, with the class `pipelinerun`. */
  modelSourceKind?: string;
  modelSourceClass?: string;
  modelSourceGroup?: string;
  modelSourceId?: string;
  modelSourceName?: string;
}

/**
 * Kubeflow Model Registry's API v1alpha3. Everything is looked for by its name
 * before it is made, and left as it is where it is there.
 *
 * @public
 */
export class KubeflowRegistryClient {
  readonly #http: ServiceHttp;

  /** @throws ServiceError naming the key that is wrong. */
  static create(options: ConnectionOptions): KubeflowRegistryClient {
    return new KubeflowRegistryClient(options);
  }

  private constructor(options: ConnectionOptions) {
    this.#http = ServiceHttp.create('Kubeflow Model Registry', options);
  }

  async ensureModel(
    request: RegistryRequest & { owner?: string },
  ): Promise<{ model: RegistryEntry; created: boolean }> {
    const { name, owner, signal } = request;
    const { item, created } = await ensure(
      async () =>
        this.#http.find(entrySchema, {
          method: 'GET',
          path: [...API, 'registered_model'],
          query: { name },
          signal,
        }),
      async () =>
        this.#http.ask(entrySchema, {
          method: 'POST',
          path: [...API, 'registered_models'],
          body: { ...toBody(request), owner, state: 'LIVE' },
          signal,
        }),
    );
    return { model: item, created };
  }

  async ensureVersion(
    request: RegistryRequest & { modelId: string; author?: string },
  ): Promise<{ version: RegistryEntry; created: boolean }> {
    const { name, modelId, author, signal } = request;
    const { item, created } = await ensure(
      async () =>
        this.#http.find(entrySchema, {
          method: 'GET',
          path: [...API, 'model_version'],
          query: { name, parentResourceId: modelId },
          signal,
        }),
      async () =>
        this.#http.ask(entrySchema, {
          method: 'POST',
          path: [...API, 'model_versions'],
          body: {
            ...toBody(request),
            registeredModelId: modelId,
            author,
            state: 'LIVE',
          },
          signal,
        }),
    );
    return { version: item, created };
  }

  /** @throws ServiceError where the name stands for another address. */
  async ensureArtifact(
    request: RegistryArtifactRequest,
  ): Promise<{ artifact: RegistryArtifact; created: boolean }> {
    const { name, versionId, uri, signal } = request;
    const { item, created } = await ensure(
      async () =>
        this.#http.find(artifactSchema, {
          method: 'GET',
          path: [...API, 'model_artifact'],
          query: { name, parentResourceId: versionId },
          signal,
        }),
      async () =>
        this.#http.ask(artifactSchema, {
          method: 'POST',
          path: [...API, 'model_versions', versionId, 'artifacts'],
          body: {
            ...toBody(request),
            artifactType: 'model-artifact',
            uri,
            modelFormatName: request.modelFormatName,
            modelFormatVersion: request.modelFormatVersion,
            storageKey: request.storageKey,
            storagePath: request.storagePath,
            serviceAccountName: request.serviceAccountName,
            modelSourceKind: request.modelSourceKind,
            modelSourceClass: request.modelSourceClass,
            modelSourceGroup: request.modelSourceGroup,
            modelSourceId: request.modelSourceId,
            modelSourceName: request.modelSourceName,
            state: 'LIVE',
          },
          signal,
        }),
    );
    if (item.uri !== uri) {
      throw this.#http.error(
        `has an artefact '${name}' of this version at '${item.uri}', not at '${uri}': choose another name, or register another version`,
        { status: 409 },
      );
    }
    return { artifact: item, created };
  }
}

function toBody({
  name,
  description,
  externalId,
  properties,
}: RegistryRequest) {
  return {
    name,
    description,
    externalId,
    customProperties: toMetadataValues(properties),
  };
}
