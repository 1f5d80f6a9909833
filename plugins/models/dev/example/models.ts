import {
  MODEL_STAGES,
  type DataClassification,
  type Model,
  type ModelType,
  type StagedVersion,
} from '@platform-ops/backstage-plugin-models-common';
import type { ExampleModel } from './types';
import { daysAgo, exampleId, minutesAgo } from './time';
import { exampleVersions } from './versions';

const describe = (model: ExampleModel) => `${model.purpose}

## Training data

The **${model.name}-train** set: all cases of the last three years, without those that opted out.

| Split | Cases |
| --- | --- |
| training | 184,210 |
| validation | 22,004 |
| test | 4,812 |

## Known limits

- Not tested on children.
- Portable devices lower the figures; see the [study](https://example.org/study).

\`\`\`python
mlflow.pyfunc.load_model("models:/${model.name}@champion")
\`\`\`
`;

function stagedVersions(model: ExampleModel, at: number): StagedVersion[] {
  const rank = (version: StagedVersion) => MODEL_STAGES.indexOf(version.stage);
  return exampleVersions(model, at)
    .flatMap(({ id, version, stage, stageSince }) =>
      stage
        ? [{ id, version, stage, source: 'alias' as const, since: stageSince }]
        : [],
    )
    .filter(({ stage }) => stage !== 'archived' || !model.stages.production)
    .sort((a, b) => rank(b) - rank(a));
}

function typeOf(model: ExampleModel): ModelType | undefined {
  if (model.task === 'embedding') {
    return 'embedding';
  }
  if (/generation|summar/.test(model.task)) {
    return model.purpose ? 'generative' : undefined;
  }
  return 'predictive';
}

function classesOf(model: ExampleModel): DataClassification[] {
  if (model.name === 'summarizer') {
    return ['internal', 'unrecognised'];
  }
  return model.registry === 'hospital' ? ['phi', 'confidential'] : ['internal'];
}

/** An entry of the example as the backend would answer it. */
export function exampleModel(model: ExampleModel, at: number): Model {
  const staged = stagedVersions(model, at);
  const aliases = exampleVersions(model, at).flatMap(version =>
    version.aliases.map(alias => ({ alias, version: version.version })),
  );
  const stale = model.registry === 'trading';
  return {
    id: exampleId(at),
    registryId: model.registry,
    nativeName: model.name,
    entityRef: `model:${model.registry}/${model.name.toLocaleLowerCase(
      'en-US',
    )}`,
    title: model.title,
    purpose: model.purpose || undefined,
    type: typeOf(model),
    task: model.task,
    framework: model.framework,
    owner: model.owner,
    system: model.system,
    license: model.license,
    riskTier: model.risk,
    materiality: model.registry === 'trading' ? 'high' : undefined,
    dataClassification: classesOf(model),
    stagedVersions: staged,
    aliases,
    versionCount: model.versions,
    latestVersion: String(model.versions),
    createdAt: daysAgo(model.versions * 17),
    updatedAt: daysAgo(2 + (at % 9)),
    firstSeenAt: daysAgo(120),
    lastSyncedAt: stale ? minutesAgo(640) : minutesAgo(2),
    stale,
    claim:
      model.name === 'churn'
        ? {
            state: 'rejected',
            claimedBy: 'model:default/churn',
            reason:
              'The model does not carry the tag platformops.io/entity-ref, and its location is not in models.claims.allow.',
          }
        : { state: 'none' },
    uiUrl: `https://mlflow.example.org/#/models/${model.name}`,
    revision: at + 1,
    description: model.purpose ? describe(model) : undefined,
    tags: {},
    modality: model.registry === 'hospital' ? ['image'] : ['tabular'],
    baseModels:
      model.framework === 'transformers' ? ['meta-llama/Llama-3.1-8B'] : [],
    derivedFrom: [],
    trainedOn: [`dataset:${model.registry}/${model.name}-train`],
    intendedUse: model.purpose
      ? 'Support for a person who decides. Not for decisions on its own.'
      : undefined,
    limitations: model.purpose
      ? 'Not validated for children or for portable devices.'
      : undefined,
    unrecognisedClassification:
      model.name === 'summarizer' ? 'personal' : undefined,
    problems:
      model.name === 'summarizer'
        ? [
            "Tag 'platformops.io/risk-tier': 'medium' is not understood; allowed: minimal, limited, high, prohibited",
            "Tag 'platformops.io/data-classification': 'personal' is not understood; allowed: public, internal, confidential, pii, phi, pci, mnpi",
          ]
        : [],
  };
}
