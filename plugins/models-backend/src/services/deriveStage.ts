import {
  MODEL_STAGES,
  type ModelStage,
  type StageSource,
} from '@platform-ops/backstage-plugin-models-common';
import type { RegistryMapping } from '../config';

const STAGE_BY_NATIVE_STAGE: Record<string, ModelStage> = {
  production: 'production',
  staging: 'staging',
  archived: 'archived',
};

/**
 * How far a stage is from being chosen for the headline: production first,
 * what has ended last.
 */
export function stageRank(stage: ModelStage | undefined): number {
  switch (stage) {
    case 'production':
      return 7;
    case 'canary':
      return 6;
    case 'staging':
      return 5;
    case 'candidate':
      return 4;
    case 'draft':
      return 3;
    case 'archived':
      return 2;
    case 'rejected':
      return 1;
    default:
      return 0;
  }
}

/**
 * The stage that the tags of a version declare, where it is one we know.
 */
export function stageFromTags(
  tags: Record<string, string>,
  mapping: RegistryMapping,
): ModelStage | undefined {
  const value = tags[mapping.stageTag]?.trim().toLowerCase();
  return MODEL_STAGES.find(stage => stage === value);
}

/**
 * The declared stage of a version and where it was read: tag, else alias, else
 * the registry's own legacy stage. Of several aliases the highest stage wins.
 */
export function deriveStage(options: {
  tagStage?: ModelStage;
  aliases: string[];
  nativeStage?: string;
  mapping: RegistryMapping;
}): { stage: ModelStage; source: StageSource } | undefined {
  const { tagStage, aliases, nativeStage, mapping } = options;
  if (tagStage) {
    return { stage: tagStage, source: 'tag' };
  }
  const [fromAlias] = aliases
    .map(alias => mapping.stageByAlias.get(alias.toLowerCase()))
    .filter(stage => stage !== undefined)
    .sort((a, b) => stageRank(b) - stageRank(a));
  if (fromAlias) {
    return { stage: fromAlias, source: 'alias' };
  }
  const native = STAGE_BY_NATIVE_STAGE[nativeStage?.toLowerCase() ?? ''];
  return native && { stage: native, source: 'legacy-stage' };
}
