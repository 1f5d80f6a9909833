import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';
import type { RegistryStore } from '../mlflow/RegistryStore';
import { modelSeeds, promptSeeds } from '.';
import { DIGEST_TAG } from './artifactDigest';
import { modelCard } from './modelCard';
import type { ModelSeed } from './ModelSeed';
import { modelTags } from './modelTags';
import type { SandboxClock } from './SandboxClock';
import type { VersionFactory } from './VersionFactory';

const DAY = 24 * 60 * 60 * 1000;
const HISTORY_DAYS = 18 * 30;
const PROMPT_TAG = 'mlflow.prompt.is_prompt';

/**
 * The tag on a version that says its stage.
 */
export const STAGE_TAG = `${TAG_PREFIX}stage`;

interface SeedingTools {
  registry: RegistryStore;
  factory: VersionFactory;
  clock: SandboxClock;
  startedAt: number;
}

function seedModel(seed: ModelSeed, position: number, tools: SeedingTools) {
  const { registry, factory, clock, startedAt } = tools;
  const count = seed.versionCount;
  const age = HISTORY_DAYS - (position % 7) * 40;
  const newest = seed.standing.allArchived ? 200 : 2 + (position % 5) * 6;
  const timeOf = (ordinal: number) => {
    const share = count === 1 ? 1 : ordinal / (count - 1);
    return startedAt - (age - (age - newest) * share) * DAY;
  };

  clock.set(timeOf(0) - DAY);
  const model = registry.createModel({
    name: seed.name,
    description: modelCard(seed),
    tags: modelTags(seed),
  });

  for (let ordinal = 0; ordinal < count; ordinal += 1) {
    clock.set(timeOf(ordinal));
    const version = factory.createVersion(seed, {
      time: clock.now(),
      progress: count === 1 ? 1 : ordinal / (count - 1),
    });
    const fromNewest = count - 1 - ordinal;
    const stage = seed.standing.allArchived
      ? 'archived'
      : seed.standing.tags?.[fromNewest];
    if (stage) {
      version.tags.set(STAGE_TAG, stage);
    }
    if (fromNewest === seed.standing.failed) {
      version.status = 'FAILED_REGISTRATION';
      version.statusMessage =
        'The artefact could not be copied: connection reset after 2.1 GB.';
      version.tags.delete(DIGEST_TAG);
    }
    if (fromNewest === seed.standing.legacyProduction) {
      registry.transitionStage({
        name: seed.name,
        version: String(version.version),
        stage: 'Production',
        archiveExisting: true,
      });
    }
  }

  for (const alias of ['champion', 'challenger', 'shadow'] as const) {
    const fromNewest = seed.standing[alias];
    if (fromNewest !== undefined) {
      model.aliases.set(alias, count - fromNewest);
    }
  }
}

function seedPrompts({ registry, clock, startedAt }: SeedingTools) {
  for (const prompt of promptSeeds) {
    clock.set(startedAt - 100 * DAY);
    registry.createModel({
      name: prompt.name,
      tags: new Map([[PROMPT_TAG, 'true']]),
    });
    prompt.versions.forEach((text, index) => {
      clock.set(startedAt - (90 - index * 30) * DAY);
      registry.createVersion({
        name: prompt.name,
        source: 'prompt-template',
        tags: new Map([
          [PROMPT_TAG, 'true'],
          ['mlflow.prompt.text', text],
        ]),
      });
    });
    registry.setAlias(
      prompt.name,
      'production',
      String(prompt.versions.length),
    );
  }
}

/**
 * Fills an empty registry with the last 18 months of the sandbox's teams.
 */
export function seedRegistry(tools: SeedingTools): void {
  modelSeeds.forEach((seed, position) => seedModel(seed, position, tools));
  seedPrompts(tools);
  tools.clock.release();
}
