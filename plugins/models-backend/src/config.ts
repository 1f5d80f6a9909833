import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { readModelRegistryConfigs } from '@platform-ops/backstage-plugin-models-node';
import {
  MODEL_STAGES,
  TAG_PREFIX,
  type ModelStage,
} from '@platform-ops/backstage-plugin-models-common';

/**
 * The fields of a model that a registry's tags can fill.
 */
export const TAG_FIELDS = [
  'owner',
  'system',
  'type',
  'task',
  'framework',
  'modality',
  'license',
  'riskTier',
  'materiality',
  'dataClassification',
  'intendedUse',
  'limitations',
  'baseModels',
  'derivedFrom',
  'trainedOn',
] as const;

export type TagField = (typeof TAG_FIELDS)[number];

/**
 * How what a registry says becomes what the portal shows.
 */
export interface RegistryMapping {
  /** Which tag holds a field. */
  tags: Record<TagField, string>;
  /** Which tag of a version holds its stage. */
  stageTag: string;
  /** Which stage an alias stands for, by the alias in lower case. */
  stageByAlias: Map<string, ModelStage>;
}

export interface ModelsConfig {
  /** A registry that did not answer for longer is shown as stale, ms. */
  staleAfterMs: number;
  syncFrequency: HumanDuration;
  syncTimeout: HumanDuration;
  /** How often every version is read again, changed or not, ms. */
  readAllVersionsEveryMs: number;
  /** Patterns of locations whose entities may claim any model. */
  claimsAllow: string[];
  mappings: Map<string, RegistryMapping>;
}

const DEFAULT_STAGE_BY_ALIAS: Record<string, ModelStage> = {
  champion: 'production',
  production: 'production',
  challenger: 'canary',
  canary: 'canary',
  staging: 'staging',
  candidate: 'candidate',
  archived: 'archived',
};

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function readMapping(id: string, config: Config | undefined): RegistryMapping {
  const key = `models.registries.${id}`;
  const tags = Object.fromEntries(
    TAG_FIELDS.map(field => [field, `${TAG_PREFIX}${kebabCase(field)}`]),
  ) as Record<TagField, string>;
  const tagConfig = config?.getOptionalConfig('tags');
  for (const field of tagConfig?.keys() ?? []) {
    if (!(TAG_FIELDS as readonly string[]).includes(field)) {
      throw new InputError(
        `${key}.tags: '${field}' is not a field of a model; allowed are ${TAG_FIELDS.join(
          ', ',
        )}`,
      );
    }
    tags[field as TagField] = tagConfig!.getString(field);
  }

  const stageByAlias = new Map<string, ModelStage>(
    Object.entries(DEFAULT_STAGE_BY_ALIAS),
  );
  const aliases = config?.getOptionalConfig('stages.aliases');
  if (aliases) {
    stageByAlias.clear();
  }
  for (const alias of aliases?.keys() ?? []) {
    const stage = aliases!.getString(alias);
    if (!(MODEL_STAGES as readonly string[]).includes(stage)) {
      throw new InputError(
        `${key}.stages.aliases.${alias}: '${stage}' is not a stage; allowed are ${MODEL_STAGES.join(
          ', ',
        )}`,
      );
    }
    stageByAlias.set(alias.toLowerCase(), stage as ModelStage);
  }
  return {
    tags,
    stageTag: config?.getOptionalString('stages.tag') ?? `${TAG_PREFIX}stage`,
    stageByAlias,
  };
}

function readDuration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  return config.has(key) ? readDurationFromConfig(config, { key }) : fallback;
}

/**
 * Reads `models.*`.
 *
 * @param registryIds - Ids of the registries that modules have added.
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readModelsConfig(
  config: Config,
  registryIds: string[],
): ModelsConfig {
  const entries = readModelRegistryConfigs(config);
  const unread = entries.filter(entry => !registryIds.includes(entry.id));
  if (unread.length) {
    throw new InputError(
      unread
        .map(
          entry =>
            `models.registries.${entry.id}.type: no module added a registry of type '${entry.type}'; it is not installed, or did not start`,
        )
        .join('. '),
    );
  }
  return {
    staleAfterMs: durationToMilliseconds(
      readDuration(config, 'models.staleAfter', { hours: 1 }),
    ),
    syncFrequency: readDuration(config, 'models.sync.frequency', {
      seconds: 30,
    }),
    syncTimeout: readDuration(config, 'models.sync.timeout', { minutes: 5 }),
    readAllVersionsEveryMs: durationToMilliseconds(
      readDuration(config, 'models.sync.readAllVersionsEvery', { minutes: 15 }),
    ),
    claimsAllow: config.getOptionalStringArray('models.claims.allow') ?? [],
    mappings: new Map(
      registryIds.map(id => [
        id,
        readMapping(id, entries.find(entry => entry.id === id)?.config),
      ]),
    ),
  };
}
