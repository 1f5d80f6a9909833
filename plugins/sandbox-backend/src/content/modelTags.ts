import {
  TAG_ENTITY_REF,
  TAG_PREFIX,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelSeed } from './ModelSeed';

/**
 * The tags of a registered model: the fields that MLflow itself lacks.
 */
export function modelTags(seed: ModelSeed): Map<string, string> {
  const fields: Record<string, string | string[] | undefined> = {
    owner: seed.owner,
    system: seed.system,
    task: seed.task,
    framework: seed.framework,
    license: seed.license,
    'risk-tier': seed.riskTier,
    materiality: seed.materiality,
    'data-classification': seed.dataClassification,
    type: seed.type,
    modality: seed.modality,
    'base-models': seed.baseModels,
    'derived-from': seed.derivedFrom,
    'trained-on': seed.trainedOn,
    'intended-use': seed.intendedUse,
    limitations: seed.limitations,
  };
  const tags = new Map<string, string>();
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) {
      tags.set(
        `${TAG_PREFIX}${field}`,
        Array.isArray(value) ? value.join(',') : value,
      );
    }
  }
  if (seed.entityRef) {
    tags.set(TAG_ENTITY_REF, seed.entityRef);
  }
  return tags;
}
