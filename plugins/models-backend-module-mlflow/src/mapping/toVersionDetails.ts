import type {
  RegisteredVersion,
  RegisteredVersionDetails,
} from '@platform-ops/backstage-plugin-models-node';
import type {
  MlflowLoggedModel,
  MlflowMetric,
  MlflowRun,
} from '../client/schemas';
import { readSignature } from './readSignature';
import { toRecord } from './tags';
import { toDate } from './toDate';

type Metric = RegisteredVersionDetails['metrics'][number];
type Dataset = RegisteredVersionDetails['datasets'][number];

/** Tag on a version or its run: how many samples its metrics were taken on. */
const SAMPLES_TAG = 'platformops.io/n';
/** MLflow's databases hold an infinity as the largest number. */
const INFINITE = Number.MAX_VALUE;

/**
 * What the run behind a version and, on MLflow 3, the logged model tell.
 */
export function toVersionDetails(
  version: RegisteredVersion,
  run: MlflowRun | undefined,
  loggedModel: MlflowLoggedModel | undefined,
): RegisteredVersionDetails | undefined {
  if (!run && !loggedModel) {
    return undefined;
  }
  const runTags = toRecord(run?.data.tags ?? []);
  const datasets = readDatasets(run);
  const samples = { ...runTags, ...version.tags };
  return {
    createdBy:
      version.createdBy ||
      runTags['mlflow.user'] ||
      run?.info.user_id ||
      undefined,
    artifactLocation: loggedModel?.info.artifact_uri || undefined,
    parameters: toRecord([
      ...(loggedModel?.data.params ?? []),
      ...(run?.data.params ?? []),
    ]),
    metrics: chooseMetrics(run, loggedModel).map(metric => ({
      name: metric.key,
      value: toFiniteNumber(metric.value),
      measuredAt: toDate(metric.timestamp),
      dataset: toMetricDataset(metric, datasets),
      n: readSamples(samples, metric.key),
    })),
    datasets,
    signature: readSignature(
      runTags['mlflow.log-model.history'],
      version.artifactUri,
    ),
  };
}

/**
 * A run's metrics are its last values. Where the logged model has the same
 * metric, that one counts: it is about this model, with its dataset.
 */
function chooseMetrics(
  run: MlflowRun | undefined,
  loggedModel: MlflowLoggedModel | undefined,
): MlflowMetric[] {
  const ofRun = run?.data.metrics ?? [];
  const ofModel = latestPerDataset(loggedModel?.data.metrics ?? []).map(
    metric => withLostNotANumber(metric, ofRun),
  );
  const names = new Set(ofModel.map(metric => metric.key));
  return [...ofModel, ...ofRun.filter(metric => !names.has(metric.key))];
}

/** A logged model lists each measurement, a run only the last. */
function latestPerDataset(metrics: MlflowMetric[]): MlflowMetric[] {
  const latest = new Map<string, MlflowMetric>();
  for (const metric of metrics) {
    const key = JSON.stringify([
      metric.key,
      metric.dataset_name,
      metric.dataset_digest,
    ]);
    const known = latest.get(key);
    if (!known || compareAge(metric, known) >= 0) {
      latest.set(key, metric);
    }
  }
  return [...latest.values()];
}

function compareAge(a: MlflowMetric, b: MlflowMetric): number {
  return (
    (a.step ?? 0) - (b.step ?? 0) || (a.timestamp ?? 0) - (b.timestamp ?? 0)
  );
}

/**
 * MLflow 3 tells a logged model's NaN as 0; the run still knows it, if it was
 * the last value.
 */
function withLostNotANumber(
  metric: MlflowMetric,
  ofRun: MlflowMetric[],
): MlflowMetric {
  const isLost =
    metric.value === 0 &&
    ofRun.some(
      other =>
        other.key === metric.key &&
        other.timestamp === metric.timestamp &&
        other.value !== undefined &&
        Number.isNaN(Number(other.value)),
    );
  return isLost ? { ...metric, value: undefined } : metric;
}

function toFiniteNumber(
  value: string | number | undefined,
): number | undefined {
  const number =
    typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  return Math.abs(number) < INFINITE ? number : undefined;
}

function readDatasets(run: MlflowRun | undefined): Dataset[] {
  return (run?.inputs.dataset_inputs ?? []).map(({ dataset, tags }) => ({
    name: dataset.name,
    digest: dataset.digest || undefined,
    split: toRecord(tags)['mlflow.data.context'] || undefined,
    source: dataset.source || undefined,
    sourceType: dataset.source_type || undefined,
  }));
}

function toMetricDataset(
  metric: MlflowMetric,
  datasets: Dataset[],
): Metric['dataset'] {
  if (!metric.dataset_name) {
    return undefined;
  }
  const digest = metric.dataset_digest || undefined;
  const splits = new Set(
    datasets
      .filter(
        dataset =>
          dataset.name === metric.dataset_name && dataset.digest === digest,
      )
      .map(dataset => dataset.split),
  );
  return {
    name: metric.dataset_name,
    digest,
    // One dataset used twice, for training and validation, tells nothing.
    split: splits.size === 1 ? [...splits][0] : undefined,
  };
}

function readSamples(
  tags: Record<string, string>,
  metric: string,
): number | undefined {
  const text = tags[`${SAMPLES_TAG}.${metric}`] ?? tags[SAMPLES_TAG];
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
