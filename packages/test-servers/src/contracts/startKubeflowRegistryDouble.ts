import { ContractRefusal } from './ContractRefusal';
import {
  ContractServer,
  type ContractHandlers,
  type ContractServerOptions,
} from './ContractServer';

const API = '/api/model_registry/v1alpha3';
const NOW = '1767225600000';

type Fields = Record<string, any>;

/**
 * Starts a double of Kubeflow Model Registry's API v1alpha3: models, versions
 * and artefacts, made and looked for by name.
 *
 * @public
 */
export async function startKubeflowRegistryDouble(
  options?: ContractServerOptions,
): Promise<ContractServer> {
  return ContractServer.start(
    'kubeflow-registry',
    createHandlers,
    (status, message) => ({ code: String(status), message }),
    options,
  );
}

function createHandlers(): ContractHandlers {
  const models: Fields[] = [];
  const versions: Fields[] = [];
  const artifacts: Fields[] = [];
  let lastId = 0;
  const add = (items: Fields[], item: Fields, parentKey?: string) => {
    const rival = items.some(
      other =>
        other.name === item.name &&
        (!parentKey || other[parentKey] === item[parentKey]),
    );
    if (rival) {
      throw new ContractRefusal(409, `${item.name} already exists`);
    }
    const made = {
      ...item,
      // The service numbers all kinds together, beyond 32 bits in time.
      id: String(++lastId),
      createTimeSinceEpoch: NOW,
      lastUpdateTimeSinceEpoch: NOW,
    };
    items.push(made);
    return { status: 201, body: made };
  };
  /** The version of an artefact is not part of what the service answers. */
  const versionOf = new Map<unknown, string>();

  return {
    [`GET ${API}/registered_model`]: ({ query }) => ({
      body: find(models, model => model.name === query.get('name')),
    }),
    [`POST ${API}/registered_models`]: ({ body }) => add(models, body),
    [`GET ${API}/model_version`]: ({ query }) => ({
      body: find(
        versions,
        version =>
          version.name === query.get('name') &&
          version.registeredModelId === parentOf(query),
      ),
    }),
    [`POST ${API}/model_versions`]: ({ body }) => {
      if (!models.some(model => model.id === body.registeredModelId)) {
        throw new ContractRefusal(400, 'no such registered model');
      }
      return add(versions, body, 'registeredModelId');
    },
    [`GET ${API}/model_artifact`]: ({ query }) => ({
      body: find(
        artifacts,
        artifact =>
          artifact.name === query.get('name') &&
          versionOf.get(artifact) === parentOf(query),
      ),
    }),
    [`POST ${API}/model_versions/{modelversionId}/artifacts`]: ({
      path,
      body,
    }) => {
      const { id } = find(
        versions,
        version => version.id === path.modelversionId,
      );
      const answer = add(artifacts, body);
      versionOf.set(answer.body, id);
      return answer;
    },
  };
}

function parentOf(query: URLSearchParams): string {
  const parent = query.get('parentResourceId');
  if (!parent) {
    throw new ContractRefusal(400, 'parentResourceId is missing');
  }
  return parent;
}

function find(items: Fields[], matches: (item: Fields) => boolean): Fields {
  const found = items.find(matches);
  if (!found) {
    throw new ContractRefusal(404, 'no such resource found');
  }
  return found;
}
