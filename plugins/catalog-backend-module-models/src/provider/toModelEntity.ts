import type { Entity } from '@backstage/catalog-model';
import {
  MODEL_RELATION_FIELDS,
  MODEL_STAGES,
  lifecycleFromStages,
  type Model,
  type ModelStage,
} from '@platform-ops/backstage-plugin-models-common';
import { generatedEntity } from './generatedEntity';
import { acceptedRefs, compactSpec } from './specValues';

const MAX_VERSIONS = 20;

type VersionSummary = {
  version: string;
  stage?: ModelStage;
  aliases?: string[];
};

function summariseVersions(model: Model): VersionSummary[] {
  const versions = new Map<string, VersionSummary>();
  for (const { version, stage } of model.stagedVersions) {
    versions.set(version, { version, stage });
  }
  for (const { version, alias } of model.aliases) {
    const summary = versions.get(version) ?? { version };
    versions.set(version, {
      ...summary,
      aliases: [...(summary.aliases ?? []), alias],
    });
  }
  return [...versions.values()].slice(0, MAX_VERSIONS);
}

/**
 * The entity that the catalog holds for a model of a registry.
 */
export function toModelEntity(
  model: Model,
  options: { entityRef: string; etag: string },
): Entity {
  const held = new Set(model.stagedVersions.map(({ stage }) => stage));
  const stages = MODEL_STAGES.filter(stage => held.has(stage));
  const refs = (field: string, values: Array<string | undefined>) =>
    acceptedRefs(
      MODEL_RELATION_FIELDS,
      field,
      values.filter(value => value !== undefined),
    );
  return generatedEntity({
    kind: 'Model',
    entityRef: options.entityRef,
    registryId: model.registryId,
    etag: options.etag,
    title: model.nativeName,
    description: model.purpose,
    uiUrl: model.uiUrl,
    spec: compactSpec({
      type: model.type,
      lifecycle: lifecycleFromStages(stages),
      owner: refs('owner', [model.owner])[0],
      system: refs('system', [model.system])[0],
      task: model.task,
      framework: model.framework,
      modality: [...new Set(model.modality.filter(Boolean))],
      license: model.license,
      baseModels: [...new Set(model.baseModels.filter(Boolean))],
      derivedFrom: refs('derivedFrom', model.derivedFrom),
      trainedOn: refs('trainedOn', model.trainedOn),
      riskTier: model.riskTier,
      materiality: model.materiality,
      dataClassification: [...new Set(model.dataClassification)],
      intendedUse: model.intendedUse,
      limitations: model.limitations,
      stages,
      versions: summariseVersions(model),
    }),
  });
}
