import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  Connection,
  EntityPath,
  Preview,
  PreviewRequest,
  Repository,
  RepositoryFile,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { GoldenPathsApi } from '../../src';
import { SERVICE_REF, TEMPLATE_REF } from './entities';
import { EXAMPLE_DIFFERENCE, EXAMPLE_FILES, EXAMPLE_IMAGE_SIZE } from './files';
import { examplePipelines } from './pipelines';
import { minutesAgo } from './time';

/** What the example shall look like. */
export type ExampleState =
  | 'full'
  | 'stale'
  | 'loading'
  | 'empty'
  | 'error'
  | 'forbidden';

const HEAD = '0123456789abcdef0123456789abcdef01234567';

const CONNECTIONS: Connection[] = [
  { id: 'sandbox', kind: 'pipelines', type: 'kfp', title: 'Sandbox' },
  { id: 'eu', kind: 'pipelines', type: 'kfp', title: 'Kubeflow of Europe' },
  {
    id: 'sandbox',
    kind: 'registries',
    type: 'mlflow',
    title: 'Sandbox MLflow',
  },
  { id: 'main', kind: 'argocd', type: 'argocd', title: 'Argo CD of Europe' },
];

const ENTITY_PATH: EntityPath = {
  entityRef: SERVICE_REF,
  title: 'Chest X-ray triage',
  owner: 'group:default/imaging',
  templateRef: TEMPLATE_REF,
  version: '1.0.0',
  latest: '1.1.0',
  isBehind: true,
};

function sizeOf(text: string | undefined): number {
  return text === undefined ? EXAMPLE_IMAGE_SIZE : text.length;
}

function exampleRepository(): Repository {
  return {
    name: 'chest-xray-triage',
    title: 'Chest X-ray triage',
    owner: 'group:default/imaging',
    createdAt: minutesAgo(90),
    pushedAt: minutesAgo(60),
    defaultBranch: 'main',
    headCommit: HEAD,
    path: { name: 'diagnostic-model-deployment', version: '1.0.0' },
    entityRefs: [SERVICE_REF],
    cloneUrl:
      'http://localhost:7007/api/golden-paths/git/chest-xray-triage.git',
    url: 'http://localhost:7007/api/golden-paths/git/chest-xray-triage/tree/main/',
  };
}

/** Golden paths in memory. */
export class ExampleGoldenPathsApi implements GoldenPathsApi {
  readonly #state: ExampleState;

  constructor(state: ExampleState = 'full') {
    this.#state = state;
  }

  async listPaths() {
    await this.#arrive('golden-paths.path.read');
    return {
      items: this.#unlessEmpty([
        {
          templateRef: TEMPLATE_REF,
          title: 'Diagnostic model deployment',
          version: '1.1.0',
          minutes: 10,
          controls: ['hipaa-security/164.312-b', 'secure-delivery/signed'],
          entities: 3,
          behind: 1,
        },
      ]),
    };
  }

  async listConnections() {
    await this.#arrive('golden-paths.path.read');
    return { items: this.#unlessEmpty(CONNECTIONS) };
  }

  async preview({ values }: PreviewRequest): Promise<Preview> {
    await this.#arrive('golden-paths.path.preview');
    if (values.cluster === 'wrong') {
      throw new InputError(
        'cluster: must be one of sandbox; description: is required',
      );
    }
    return {
      files: this.#unlessEmpty(
        Object.entries(EXAMPLE_FILES).map(([path, text]) => ({
          path,
          size: sizeOf(text),
          executable: false,
          text,
        })),
      ),
      steps: [
        {
          id: 'fetch',
          name: 'Write the files',
          action: 'golden-path:fetch-shared',
          status: 'run',
        },
        {
          id: 'publish',
          name: 'Publish to the portal',
          action: 'publish:local-git',
          status: 'run',
        },
        {
          id: 'argocd',
          name: 'Create the application',
          action: 'argocd:application:create',
          status: 'skipped',
        },
      ],
      log: ['Would publish 7 files to chest-xray-triage'],
      output: {},
    };
  }

  async getEntityPath(entityRef: string) {
    await this.#arrive('golden-paths.path.read');
    return this.#state === 'empty' ? undefined : { ...ENTITY_PATH, entityRef };
  }

  async listEntitiesBehind() {
    await this.#arrive('golden-paths.path.read');
    const items = this.#unlessEmpty([ENTITY_PATH]);
    return { items, totalItems: items.length };
  }

  async getDifference(entityRef: string) {
    await this.#arrive('golden-paths.path.read');
    return {
      ...EXAMPLE_DIFFERENCE,
      entityRef,
      files: this.#unlessEmpty(EXAMPLE_DIFFERENCE.files),
    };
  }

  async getPipelines(_entityRef: string) {
    await this.#arrive('golden-paths.pipeline.read');
    return this.#state === 'empty'
      ? { sources: [], runs: [] }
      : examplePipelines(this.#state === 'stale');
  }

  async listRepositories() {
    await this.#arrive('golden-paths.repository.read');
    return {
      isConfigured: this.#state !== 'empty',
      items: this.#unlessEmpty([exampleRepository()]),
    };
  }

  async getRepository(name: string) {
    await this.#arrive('golden-paths.repository.read');
    const repository = exampleRepository();
    return this.#state !== 'empty' && name === repository.name
      ? repository
      : undefined;
  }

  async getTree(_name: string) {
    await this.#arrive('golden-paths.repository.read');
    return {
      commit: HEAD,
      files: Object.entries(EXAMPLE_FILES).map(([path, text]) => ({
        path,
        size: sizeOf(text),
        executable: false,
      })),
    };
  }

  async getFile(_name: string, path: string): Promise<RepositoryFile> {
    await this.#arrive('golden-paths.repository.read');
    const text = EXAMPLE_FILES[path];
    return { path, commit: HEAD, size: sizeOf(text), text };
  }

  async listCommits() {
    await this.#arrive('golden-paths.repository.read');
    return {
      items: [
        {
          commit: HEAD,
          message: 'Make it by diagnostic-model-deployment 1.0.0',
          authorName: 'Olivia',
          committedAt: minutesAgo(60),
        },
      ],
    };
  }

  #unlessEmpty<T>(items: T[]): T[] {
    return this.#state === 'empty' ? [] : items;
  }

  async #arrive(permission: string): Promise<void> {
    switch (this.#state) {
      case 'loading':
        return new Promise(() => {});
      case 'error':
        throw new Error('The backend does not answer');
      case 'forbidden':
        throw new NotAllowedError(`It needs the permission ${permission}`);
      default:
        return undefined;
    }
  }
}
