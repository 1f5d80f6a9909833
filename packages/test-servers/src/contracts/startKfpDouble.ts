import { randomUUID } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import type { Contract } from './Contract';
import { ContractRefusal } from './ContractRefusal';
import {
  ContractServer,
  type ContractHandlers,
  type ContractServerOptions,
} from './ContractServer';
import { tickingClock } from './tickingClock';

const API = '/apis/v2beta1';
const PAGE_SIZE = 20;

type Fields = Record<string, any>;

/**
 * A double of Kubeflow Pipelines.
 *
 * @public
 */
export interface KfpDouble extends ContractServer {
  /** Gives a run another state, tasks and so on; fields of `v2beta1Run`. */
  changeRun(id: string, change: Record<string, unknown>): void;
}

/**
 * Starts a double of Kubeflow Pipelines' API v2beta1: pipelines, versions,
 * experiments and runs, with pages and filters. Runs stay as they are until a
 * test changes them.
 *
 * @public
 */
export async function startKfpDouble(
  options?: ContractServerOptions,
): Promise<KfpDouble> {
  const runs: Fields[] = [];
  const server = await ContractServer.start(
    'kfp',
    contract => createHandlers(contract, runs),
    (status, message) => ({ code: status, message }),
    options,
  );
  return Object.assign(server, {
    changeRun: (id: string, change: Record<string, unknown>) => {
      Object.assign(find(runs, 'run_id', id), change);
    },
  });
}

function createHandlers(contract: Contract, runs: Fields[]): ContractHandlers {
  const now = tickingClock();
  const pipelines: Fields[] = [];
  const versions: Fields[] = [];
  const experiments: Fields[] = [];
  const list = (
    items: Fields[],
    name: string,
    query: URLSearchParams,
  ): Fields => toPage(contract, items, name, query);

  const addPipeline = (pipeline: Fields) => {
    const name = pipeline.name || pipeline.display_name;
    if (!name) {
      throw new ContractRefusal(400, 'a pipeline needs a name');
    }
    if (pipelines.some(other => other.name === name)) {
      throw new ContractRefusal(409, `The name ${name} already exists`);
    }
    const made = {
      ...pipeline,
      name,
      display_name: pipeline.display_name || name,
      pipeline_id: randomUUID(),
      created_at: now(),
    };
    pipelines.push(made);
    return made;
  };
  const addVersion = (version: Fields, file: string) => {
    const [spec, more] = parseAllDocuments(file);
    if (!spec || !spec.toJS()?.pipelineInfo?.name) {
      throw new ContractRefusal(400, 'pipelineInfo.name is missing');
    }
    const { pipeline_id, name } = version;
    if (versions.some(v => v.pipeline_id === pipeline_id && v.name === name)) {
      throw new ContractRefusal(409, `The name ${name} already exists`);
    }
    const made = {
      ...version,
      pipeline_version_id: randomUUID(),
      created_at: now(),
      pipeline_spec: more
        ? { pipeline_spec: spec.toJS(), platform_spec: more.toJS() }
        : spec.toJS(),
    };
    versions.push(made);
    return made;
  };

  return {
    [`GET ${API}/healthz`]: () => ({ body: { multi_user: false } }),
    [`GET ${API}/pipelines`]: ({ query }) => ({
      body: list(pipelines, 'pipelines', query),
    }),
    [`POST ${API}/pipelines`]: ({ body }) => ({ body: addPipeline(body) }),
    [`GET ${API}/pipelines/{pipeline_id}`]: ({ path }) => ({
      body: find(pipelines, 'pipeline_id', path.pipeline_id),
    }),
    [`POST ${API}/pipelines/upload_version`]: async ({ query, form }) => {
      const { pipeline_id } = find(
        pipelines,
        'pipeline_id',
        query.get('pipelineid') ?? '',
      );
      const name = query.get('name') ?? query.get('display_name');
      const code_source_url = query.get('code_source_url') ?? undefined;
      return {
        body: addVersion(
          { pipeline_id, name, display_name: name, code_source_url },
          await readFile(form),
        ),
      };
    },
    [`GET ${API}/pipelines/{pipeline_id}/versions`]: ({ path, query }) => ({
      body: list(
        versions.filter(version => version.pipeline_id === path.pipeline_id),
        'pipeline_versions',
        query,
      ),
    }),
    [`GET ${API}/experiments`]: ({ query }) => ({
      body: list(experiments, 'experiments', query),
    }),
    [`POST ${API}/experiments`]: ({ body }) => {
      if (experiments.some(e => e.display_name === body.display_name)) {
        throw new ContractRefusal(409, 'the experiment already exists');
      }
      const made = {
        ...body,
        experiment_id: randomUUID(),
        created_at: now(),
        storage_state: 'AVAILABLE',
      };
      experiments.push(made);
      return { body: made };
    },
    [`GET ${API}/runs`]: ({ query }) => {
      const experiment = query.get('experiment_id');
      return {
        body: list(
          runs.filter(run => !experiment || run.experiment_id === experiment),
          'runs',
          query,
        ),
      };
    },
    [`POST ${API}/runs`]: ({ body }) => {
      find(
        versions,
        'pipeline_version_id',
        body.pipeline_version_reference?.pipeline_version_id,
      );
      const made = {
        ...body,
        run_id: randomUUID(),
        created_at: now(),
        // What protobuf calls never.
        finished_at: '1970-01-01T00:00:00Z',
        state: 'PENDING',
        storage_state: 'AVAILABLE',
      };
      runs.push(made);
      return { body: made };
    },
    [`GET ${API}/runs/{run_id}`]: ({ path }) => ({
      body: find(runs, 'run_id', path.run_id),
    }),
    [`POST ${API}/runs/{run_id}:terminate`]: ({ path }) => {
      find(runs, 'run_id', path.run_id).state = 'CANCELING';
      return { body: {} };
    },
  };
}

function find(items: Fields[], key: string, id: string): Fields {
  const found = items.find(item => item[key] === id);
  if (!found) {
    throw new ContractRefusal(404, `${key} ${id} not found`);
  }
  return found;
}

async function readFile(form: FormData): Promise<string> {
  const file = form.get('uploadfile') as unknown;
  if (!(file instanceof File)) {
    throw new ContractRefusal(400, 'uploadfile is no file');
  }
  return file.text();
}

/** By which the service lets each kind be looked for. */
const FILTER_KEYS: Record<string, string[]> = {
  pipelines: ['name', 'display_name'],
  pipeline_versions: ['name', 'display_name'],
  experiments: ['name', 'display_name'],
  runs: ['display_name', 'pipeline_id', 'state'],
};

function toPage(
  contract: Contract,
  items: Fields[],
  name: string,
  query: URLSearchParams,
): Fields {
  const { predicates = [] } = readFilter(contract, query.get('filter'));
  const strange = predicates.find(
    ({ operation, key }) =>
      operation !== 'EQUALS' || !FILTER_KEYS[name].includes(key),
  );
  if (strange) {
    throw new ContractRefusal(
      400,
      `${name} cannot be filtered by ${strange.key} ${strange.operation}`,
    );
  }
  const found = items.filter(item =>
    predicates.every(({ key, string_value }) =>
      key === 'pipeline_id'
        ? item.pipeline_version_reference?.pipeline_id === string_value
        : item[key] === string_value,
    ),
  );
  const sorted =
    query.get('sort_by') === 'created_at desc' ? found.reverse() : found;
  const from = Number(query.get('page_token') || 0);
  const to = from + Number(query.get('page_size') || PAGE_SIZE);
  return {
    [name]: sorted.slice(from, to),
    total_size: sorted.length,
    next_page_token: to < sorted.length ? String(to) : '',
  };
}

function readFilter(
  contract: Contract,
  text: string | null,
): { predicates?: Array<Record<string, string>> } {
  if (!text) {
    return {};
  }
  const filter = JSON.parse(text);
  const problems = contract.checkNamed('#/definitions/v2beta1Filter', filter);
  if (problems.length > 0) {
    throw new ContractRefusal(400, `filter: ${problems.join('; ')}`);
  }
  return filter;
}
