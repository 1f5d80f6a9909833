/*
 * A registry double for measuring: answers as MLflow's REST API does (the
 * published protos model_registry.proto and service.proto; the contract test
 * of the MLflow module holds the same answers against a real server) with a
 * fixed delay for each request. Started as a process of its own:
 *
 *   mlflowDouble.ts <models> <versions per model> <delay in ms>
 *
 * It tells its parent { port }, and { requests } whenever asked.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const [models, versionsPerModel, delayMs] = process.argv.slice(2).map(Number);
const START = Date.parse('2026-01-01T00:00:00Z');
const OWNERS = ['imaging-ai', 'trading-quant', 'shop', 'assistants'];
const TASKS = ['image-classification', 'forecasting', 'ranking', 'text'];

let requests = 0;

const name = (model: number) => `model-${String(model).padStart(6, '0')}`;
const runId = (model: number, version: number) =>
  `${model.toString(16).padStart(16, '0')}${version
    .toString(16)
    .padStart(16, '0')}`;

function versionRow(model: number, version: number) {
  const time = START + (model * versionsPerModel + version) * 60_000;
  return {
    name: name(model),
    version: String(version),
    creation_timestamp: time,
    last_updated_timestamp: time,
    current_stage: 'None',
    description: `Version ${version} of ${name(model)}`,
    source: `s3://models/${name(model)}/${version}`,
    run_id: runId(model, version),
    status: 'READY',
    run_link: '',
    tags: [{ key: 'framework', value: 'pytorch' }],
  };
}

function modelRow(model: number) {
  return {
    name: name(model),
    creation_timestamp: START,
    last_updated_timestamp: START + versionsPerModel * 60_000,
    description: `# ${name(
      model,
    )}\n\nA model of the benchmark. ${'It has a card of some length. '.repeat(
      20,
    )}`,
    latest_versions: [versionRow(model, versionsPerModel)],
    tags: [
      {
        key: 'platformops.io/owner',
        value: `group:default/${OWNERS[model % OWNERS.length]}`,
      },
      { key: 'platformops.io/task', value: TASKS[model % TASKS.length] },
      { key: 'platformops.io/framework', value: 'pytorch' },
      { key: 'platformops.io/risk-tier', value: 'limited' },
      { key: 'platformops.io/data-classification', value: 'internal' },
    ],
    aliases: [
      { alias: 'champion', version: String(versionsPerModel) },
      {
        alias: 'challenger',
        version: String(Math.max(1, versionsPerModel - 1)),
      },
    ],
  };
}

function run(id: string) {
  const model = parseInt(id.slice(0, 16), 16);
  const version = parseInt(id.slice(16), 16);
  const noise = ((model * 31 + version * 17) % 100) / 1000;
  return {
    info: {
      run_id: id,
      run_uuid: id,
      experiment_id: '1',
      user_id: 'bench',
      status: 'FINISHED',
      lifecycle_stage: 'active',
      start_time: START,
    },
    data: {
      metrics: ['auc', 'accuracy', 'loss', 'latency_ms'].map((key, index) => ({
        key,
        value: 0.8 + noise + index,
        timestamp: START,
        step: 0,
      })),
      params: ['lr', 'batch_size', 'epochs', 'seed'].map(key => ({
        key,
        value: String(version),
      })),
      tags: [],
    },
    inputs: {
      dataset_inputs: [
        {
          tags: [{ key: 'mlflow.data.context', value: 'test' }],
          dataset: {
            name: `data-${model % 50}`,
            digest: 'd1',
            source_type: 's3',
            source: '{}',
          },
        },
      ],
    },
  };
}

function page<T>(
  query: URLSearchParams,
  total: number,
  row: (index: number) => T,
): { rows: T[]; next_page_token?: string } {
  const offset = Number(query.get('page_token') ?? 0);
  const end = Math.min(total, offset + Number(query.get('max_results')));
  const rows = Array.from({ length: end - offset }, (_, index) =>
    row(offset + index),
  );
  return { rows, next_page_token: end < total ? String(end) : undefined };
}

function answer(
  path: string,
  query: URLSearchParams,
  body: Record<string, unknown>,
): unknown {
  const filter = query.get('filter') ?? '';
  const named = /name = '(model-(\d+))'/.exec(filter);
  switch (path.split('/mlflow/')[1]) {
    case 'registered-models/search': {
      if (filter) {
        return {};
      }
      const { rows, ...rest } = page(query, models, modelRow);
      return { registered_models: rows, ...rest };
    }
    case 'registered-models/get':
      return {
        registered_model: modelRow(Number(query.get('name')!.slice(6))),
      };
    case 'model-versions/search': {
      const total = named ? versionsPerModel : models * versionsPerModel;
      const first = named ? Number(named[2]) * versionsPerModel : 0;
      const { rows, ...rest } = page(query, total, index =>
        versionRow(
          Math.floor((first + index) / versionsPerModel),
          ((first + index) % versionsPerModel) + 1,
        ),
      );
      return { model_versions: rows, ...rest };
    }
    case 'experiments/search':
      return { experiments: [{ experiment_id: '1', name: 'bench' }] };
    case 'runs/search': {
      const ids = String(body.filter).match(/[0-9a-f]{32}/g) ?? [];
      return { runs: ids.map(run) };
    }
    case 'runs/get':
      return { run: run(query.get('run_id')!) };
    default:
      return undefined;
  }
}

async function readBody(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  requests += 1;
  const url = new URL(request.url!, 'http://localhost');
  const body = await readBody(request);
  setTimeout(() => {
    if (url.pathname === '/version') {
      response.end('3.17.2');
      return;
    }
    const found = answer(url.pathname, url.searchParams, body);
    response.setHeader('content-type', 'application/json');
    response.statusCode = found ? 200 : 404;
    response.end(
      JSON.stringify(
        found ?? { error_code: 'ENDPOINT_NOT_FOUND', message: '' },
      ),
    );
  }, delayMs);
});

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => process.send?.({ requests }));
process.on('disconnect', () => process.exit(0));
