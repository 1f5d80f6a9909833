import type {
  ModelStage,
  ModelVersion,
  StageChange,
  VersionMetric,
} from '@platform-ops/backstage-plugin-models-common';
import type { ExampleModel } from './types';
import { daysAgo, exampleId } from './time';

const PEOPLE = ['amara.okafor', 'jonas.weber', 'mei.lin', 'pipeline@ci'];
const ALIASES: Partial<Record<ModelStage, string[]>> = {
  production: ['champion'],
  canary: ['challenger'],
};
const DAYS_PER_VERSION = 17;

function age(model: ExampleModel, version: number): number {
  return (model.versions - version) * DAYS_PER_VERSION + 2;
}

function stageOf(model: ExampleModel, version: number): ModelStage | undefined {
  const found = Object.entries(model.stages).find(([, at]) => at === version);
  return found?.[0] as ModelStage | undefined;
}

function metric(
  name: string,
  value: number,
  split: string,
  digest: string,
): VersionMetric {
  const dataset = { name: 'evaluation-set', digest, split };
  return { name, value, dataset, n: 4_812, measuredAt: daysAgo(2) };
}

function metricsOf(model: ExampleModel, version: number): VersionMetric[] {
  const gain = Math.min(version, 20) * 0.0052 + (version % 3) * 0.0031;
  const digest = version > model.versions - 2 ? 'f2c1a9' : '7be041';
  return [
    metric(model.metric, 0.83 + gain, 'test', '7be041'),
    metric('loss', 0.42 - gain, 'test', '7be041'),
    metric('latency_p99_ms', 210 - version * 3, 'test', '7be041'),
    metric('fairness_gap', 0.061 - gain / 4, 'holdout', digest),
  ];
}

/** All versions of a model, newest first. */
export function exampleVersions(
  model: ExampleModel,
  at: number,
): ModelVersion[] {
  return Array.from({ length: model.versions }, (_, index) => {
    const version = model.versions - index;
    const stage = stageOf(model, version);
    const createdAt = daysAgo(age(model, version));
    return {
      id: exampleId(at, version),
      modelId: exampleId(at),
      version: String(version),
      stage,
      stageSource: stage && 'alias',
      stageSince: stage && {
        after: daysAgo(age(model, version) - 1),
        before: daysAgo(age(model, version) - 1.02),
      },
      aliases: stage ? ALIASES[stage] ?? [] : [],
      status: version === 7 ? 'failed' : 'ready',
      statusMessage:
        version === 7 ? 'The artefact could not be written: disk full' : '',
      description: version % 2 ? 'Trained on the data of last month.' : '',
      createdAt,
      createdBy: PEOPLE[version % PEOPLE.length],
      updatedAt: createdAt,
      firstSeenAt: createdAt,
      artifactUri: `s3://models/${model.registry}/${model.name}/${version}/model`,
      artifactDigest: `sha256:${exampleId(at, version).replace(/-/g, '')}`,
      runId: exampleId(at, version).replace(/-/g, ''),
      runUrl: 'https://mlflow.example.org/#/experiments/1/runs/1',
      uiUrl: `https://mlflow.example.org/#/models/${model.name}/versions/${version}`,
      clientUri: `models:/${model.name}/${version}`,
      tags: { team: model.system.split('/')[1], dataset: 'monthly' },
      parameters: {
        learning_rate: version % 2 ? '0.001' : '0.0005',
        batch_size: '64',
        epochs: String(20 + (version % 4) * 5),
        backbone: 'densenet121',
        seed: '7',
      },
      metrics: metricsOf(model, version),
      datasets: [
        {
          name: `${model.name}-train`,
          digest: `a1${version}`,
          split: 'training',
          source: `s3://data/${model.name}/train`,
          entityRef: `dataset:${model.registry}/${model.name}-train`,
        },
        { name: 'evaluation-set', digest: '7be041', split: 'test' },
      ],
      signature: {
        inputs: 'tensor(float32, [-1, 1, 1024, 1024])',
        outputs: 'tensor(float32, [-1, 14])',
      },
    };
  });
}

/** Every change of stage of a model, newest first. */
export function exampleHistory(model: ExampleModel, at: number): StageChange[] {
  const changes: Omit<StageChange, 'sequence'>[] = [];
  const production = model.stages.production;
  const add = (
    version: number,
    from: ModelStage | undefined,
    to: ModelStage | undefined,
    days: number,
  ) =>
    changes.push({
      modelId: exampleId(at),
      versionId: exampleId(at, version),
      version: String(version),
      from,
      to,
      source: 'alias',
      time: { after: daysAgo(days), before: daysAgo(days - 0.01) },
    });
  for (const [stage, version] of Object.entries(model.stages)) {
    add(version, undefined, stage as ModelStage, age(model, version) - 1);
  }
  if (production && production > 2) {
    for (const earlier of [production - 1, production - 2]) {
      const created = age(model, earlier);
      add(earlier, undefined, 'canary', created - 1);
      add(earlier, 'canary', 'production', created - 6);
      add(earlier, 'production', 'archived', created - DAYS_PER_VERSION - 1);
    }
  }
  return changes
    .sort((a, b) => (b.time.before ?? '').localeCompare(a.time.before ?? ''))
    .map((change, index) => ({ ...change, sequence: 1000 - index }));
}
