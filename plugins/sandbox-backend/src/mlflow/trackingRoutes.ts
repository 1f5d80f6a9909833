import { MlflowError } from './MlflowError';
import { parseOrderBy, sortBy } from './ordering';
import { pageOf } from './paging';
import { missingField, objectsIn, readFields, readPairs } from './readFields';
import type { MlflowRoutes } from './routes';
import { clauseMatches, parseFilter, type ClauseType } from './searchFilter';
import { latestMetrics, type TrackingStore } from './TrackingStore';
import {
  experimentToJson,
  metricToJson,
  runInfoToJson,
  runToJson,
} from './toJson';
import type { DatasetInput, MetricPoint, RunRecord, RunStatus } from './types';

const text = { kind: 'string' } as const;
const requiredText = { kind: 'string', required: true } as const;
const integer = { kind: 'integer' } as const;
const array = { kind: 'array' } as const;

const RUN_ATTRIBUTES = [
  'artifact_uri',
  'run_id',
  'run_name',
  'run name',
  'user_id',
  'start_time',
  'created',
  'Run name',
  'status',
  'Created',
  'Run Name',
  'end_time',
];

function optionalText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function readMetrics(value: unknown[] | undefined): MetricPoint[] {
  return objectsIn(value).map((metric, index) => {
    for (const field of ['key', 'value', 'timestamp']) {
      if (metric[field] === undefined || metric[field] === '') {
        throw missingField(`metrics[${index}].${field}`);
      }
    }
    return {
      key: String(metric.key),
      value: Number(metric.value),
      timestamp: Number(metric.timestamp),
      step: Number(metric.step ?? 0),
      modelId: optionalText(metric.model_id),
      datasetName: optionalText(metric.dataset_name),
      datasetDigest: optionalText(metric.dataset_digest),
    };
  });
}

function readDatasets(value: unknown[] | undefined): DatasetInput[] {
  return objectsIn(value).map(input => {
    const [dataset = {}] = objectsIn([input.dataset]);
    return {
      tags: readPairs(Array.isArray(input.tags) ? input.tags : []),
      name: String(dataset.name),
      digest: String(dataset.digest),
      sourceType: String(dataset.source_type),
      source: String(dataset.source),
      schema: optionalText(dataset.schema),
      profile: optionalText(dataset.profile),
    };
  });
}

function runAttribute(run: RunRecord, key: string) {
  switch (key) {
    case 'run_id':
      return run.id;
    case 'user_id':
      return run.userId;
    case 'status':
      return run.status;
    case 'start_time':
    case 'created':
    case 'Created':
      return run.startTime;
    case 'end_time':
      return run.endTime;
    case 'artifact_uri':
      return runInfoToJson(run).artifact_uri;
    default:
      return run.name;
  }
}

function runValue(run: RunRecord, type: ClauseType, key: string) {
  switch (type) {
    case 'metric':
      return latestMetrics(run).find(metric => metric.key === key)?.value;
    case 'param':
      return run.params.get(key);
    case 'tag':
      return run.tags.get(key);
    default:
      return runAttribute(run, key);
  }
}

function orderValue(run: RunRecord, key: string) {
  const [, type, name] =
    /^(attribute|metric|param|tag)s?[.](.+)$/.exec(key) ?? [];
  return runValue(run, (type ?? 'attribute') as ClauseType, name ?? key);
}

function answerRun(run: RunRecord) {
  return { run: { ...runToJson(run), outputs: {} } };
}

function positive(value: number): number {
  if (value <= 0) {
    throw MlflowError.invalid(
      `Invalid value ${value} for parameter 'max_results' supplied. It must be a positive integer`,
    );
  }
  return value;
}

/**
 * `experiments/*`, `runs/*` and `metrics/*`.
 */
export function createTrackingRoutes(store: TrackingStore): MlflowRoutes {
  const searchExperiments: MlflowRoutes[string] = request => {
    const fields = readFields(request, {
      max_results: integer,
      page_token: text,
    });
    const page = pageOf(
      sortBy(
        store.experiments,
        [
          { key: 'createdAt', ascending: false },
          { key: 'id', ascending: false },
        ],
        (experiment, key) =>
          key === 'id' ? Number(experiment.id) : experiment.createdAt,
      ),
      {
        maxResults: positive(fields.max_results ?? 0),
        pageToken: fields.page_token,
      },
    );
    return {
      experiments: page.items.map(experimentToJson),
      next_page_token: page.nextPageToken,
    };
  };

  return {
    'GET experiments/search': searchExperiments,
    'POST experiments/search': searchExperiments,

    'POST experiments/create': request => {
      const fields = readFields(request, { name: requiredText, tags: array });
      return {
        experiment_id: store.createExperiment(
          fields.name,
          readPairs(fields.tags),
        ).id,
      };
    },

    'GET experiments/get': request => {
      const { experiment_id: id } = readFields(request, {
        experiment_id: requiredText,
      });
      return { experiment: experimentToJson(store.getExperiment(id)) };
    },

    'GET experiments/get-by-name': request => {
      const { experiment_name: name } = readFields(request, {
        experiment_name: requiredText,
      });
      const experiment = store.findExperimentByName(name);
      if (!experiment) {
        throw MlflowError.missing(
          `Could not find experiment with name '${name}'`,
        );
      }
      return { experiment: experimentToJson(experiment) };
    },

    'POST runs/create': request => {
      const fields = readFields(request, {
        experiment_id: text,
        user_id: text,
        start_time: integer,
        run_name: text,
        tags: array,
      });
      const run = store.createRun({
        experimentId: fields.experiment_id ?? '0',
        name: fields.run_name,
        userId: fields.user_id,
        startTime: fields.start_time,
        tags: readPairs(fields.tags),
      });
      return { run: runToJson(run) };
    },

    'POST runs/update': request => {
      const fields = readFields(request, {
        run_id: requiredText,
        status: text,
        end_time: integer,
      });
      const run = store.getRun(fields.run_id);
      run.status = (fields.status as RunStatus | undefined) ?? run.status;
      run.endTime = fields.end_time ?? run.endTime;
      return { run_info: runInfoToJson(run) };
    },

    'GET runs/get': request =>
      answerRun(
        store.getRun(readFields(request, { run_id: requiredText }).run_id),
      ),

    'POST runs/search': request => {
      const fields = readFields(request, {
        experiment_ids: array,
        filter: text,
        max_results: { kind: 'integer', maximum: 50_000 },
        order_by: array,
        page_token: text,
      });
      const clauses = parseFilter(fields.filter, {
        types: ['attribute', 'metric', 'param', 'tag'],
        attributes: RUN_ATTRIBUTES,
        numericAttributes: ['start_time', 'created', 'Created', 'end_time'],
        lists: ['run_id'],
      });
      const experiments = new Set(fields.experiment_ids?.map(String));
      const found = store.runs.filter(
        run =>
          experiments.has(run.experimentId) &&
          clauses.every(clause =>
            clauseMatches(clause, runValue(run, clause.type, clause.key)),
          ),
      );
      const page = pageOf(
        sortBy(
          found,
          [
            ...parseOrderBy(fields.order_by),
            { key: 'start_time', ascending: false },
            { key: 'run_id', ascending: true },
          ],
          orderValue,
        ),
        {
          maxResults: fields.max_results ?? 1000,
          pageToken: fields.page_token,
        },
      );
      return {
        runs: page.items.length
          ? page.items.map(run => answerRun(run).run)
          : undefined,
        next_page_token: page.nextPageToken,
      };
    },

    'POST runs/log-batch': request => {
      const fields = readFields(request, {
        run_id: requiredText,
        metrics: array,
        params: array,
        tags: array,
      });
      store.logBatch(fields.run_id, {
        metrics: readMetrics(fields.metrics),
        params: readPairs(fields.params),
        tags: readPairs(fields.tags),
      });
      return {};
    },

    'POST runs/log-inputs': request => {
      const fields = readFields(request, {
        run_id: requiredText,
        datasets: array,
      });
      store.logInputs(fields.run_id, readDatasets(fields.datasets));
      return {};
    },

    'GET metrics/get-history': request => {
      const fields = readFields(request, {
        run_id: requiredText,
        metric_key: requiredText,
        max_results: integer,
        page_token: text,
      });
      const points = store
        .getRun(fields.run_id)
        .metrics.filter(({ key }) => key === fields.metric_key);
      const page = pageOf(points, {
        maxResults: fields.max_results ?? Number.MAX_SAFE_INTEGER,
        pageToken: fields.page_token,
      });
      return {
        metrics: page.items.length ? page.items.map(metricToJson) : undefined,
        next_page_token: page.nextPageToken,
      };
    },
  };
}
