import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { RegistryStore } from '../mlflow/RegistryStore';
import {
  loggedModelToJson,
  modelToJson,
  runToJson,
  versionToJson,
} from '../mlflow/toJson';
import { latestMetrics, TrackingStore } from '../mlflow/TrackingStore';
import { Random } from '../random';
import { modelSeeds } from '.';
import { DIGEST_TAG } from './artifactDigest';
import { modelCard } from './modelCard';
import { NewVersions } from './NewVersions';
import { SandboxClock } from './SandboxClock';
import { seedRegistry, STAGE_TAG } from './seedRegistry';
import { VersionFactory } from './VersionFactory';

const EXAMPLES = join(__dirname, '../../../../examples');
const STARTED_AT = Date.UTC(2026, 6, 1);

function createSandbox(seed: string) {
  const clock = SandboxClock.create({ realTime: () => STARTED_AT });
  const ids = Random.fromSeed(`${seed}/ids`);
  const random = Random.fromSeed(seed);
  const registry = RegistryStore.create({ now: clock.now });
  const tracking = TrackingStore.create({
    now: clock.now,
    createId: () => ids.hex(32),
  });
  const factory = VersionFactory.create({ registry, tracking, random });
  seedRegistry({ registry, factory, clock, startedAt: STARTED_AT });
  return {
    registry,
    tracking,
    newVersions: NewVersions.create({
      registry,
      factory,
      random,
      now: clock.now,
    }),
    dump: () =>
      JSON.stringify([
        registry.models.map(model => [
          modelToJson(model, registry.latestVersions(model)),
          [...model.versions.values()].map(version =>
            versionToJson(model, version, { withAliases: true }),
          ),
        ]),
        tracking.runs.map(runToJson),
      ]),
  };
}

function readExampleRefs(): Set<string> {
  const files = readdirSync(EXAMPLES, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.yaml'));
  return new Set(
    files
      .flatMap(file =>
        parseAllDocuments(readFileSync(join(EXAMPLES, file), 'utf8')),
      )
      .map(document => stringifyEntityRef(document.toJS())),
  );
}

describe('the content of the sandbox', () => {
  it('is the same for the same seed and differs for another', () => {
    const first = createSandbox('a');
    const second = createSandbox('a');
    first.newVersions.addOne();
    second.newVersions.addOne();
    expect(second.dump()).toBe(first.dump());
    expect(createSandbox('b').dump()).not.toBe(first.dump());
  });

  it('has believable models of four systems, and some odd ones', () => {
    const { registry, tracking } = createSandbox('a');
    const models = registry.models.filter(
      model => !RegistryStore.isPrompt(model),
    );
    expect(models).toHaveLength(21);
    expect(registry.models).toHaveLength(23);
    expect(new Set(modelSeeds.map(({ system }) => system)).size).toBe(4);

    for (const model of models) {
      expect(model.versions.size).toBeGreaterThanOrEqual(3);
      expect(model.versions.size).toBeLessThanOrEqual(15);
      for (const version of model.versions.values()) {
        expect(version.createdAt).toBeLessThanOrEqual(STARTED_AT);
        expect(version.createdAt).toBeGreaterThan(
          STARTED_AT - 550 * 24 * 3_600_000,
        );
        const run = tracking.getRun(version.runId);
        expect(run.params.size).toBeGreaterThanOrEqual(3);
        expect(latestMetrics(run).length).toBeGreaterThanOrEqual(3);
        expect(run.inputs.length).toBeGreaterThanOrEqual(2);
      }
    }

    const byName = (name: string) => registry.getModel(name);
    expect(byName('execution-cost-model').description).toBeUndefined();
    expect(
      byName('execution-cost-model').tags.has('platformops.io/owner'),
    ).toBe(false);
    expect(
      [...byName('skin-lesion-classification').versions.values()].every(
        version => version.tags.get(STAGE_TAG) === 'archived',
      ),
    ).toBe(true);
    expect(
      [...byName('churn-prediction').versions.values()].map(v => v.status),
    ).toContain('FAILED_REGISTRATION');
    expect(modelSeeds.map(({ name }) => name)).toContain(
      'Breast Density BI-RADS',
    );
    expect(byName('chest-xray-triage').aliases).toEqual(
      new Map([
        ['champion', 14],
        ['challenger', 15],
      ]),
    );
  });

  it('knows of each artefact by which digest it goes and where it lies', () => {
    const { registry, tracking } = createSandbox('a');
    const versions = registry.models
      .filter(model => !RegistryStore.isPrompt(model))
      .flatMap(model => [...model.versions.values()]);
    const digests = versions
      .filter(({ status }) => status === 'READY')
      .map(({ tags }) => tags.get(DIGEST_TAG) ?? '');
    for (const digest of digests) {
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
    expect(new Set(digests).size).toBe(digests.length);
    // What could not be copied is nowhere.
    for (const { status, tags } of versions) {
      expect(tags.has(DIGEST_TAG)).toBe(status === 'READY');
    }
    for (const { source } of versions) {
      const model = tracking.findLoggedModel(source.replace('models:/', ''))!;
      expect(loggedModelToJson(model, []).info.artifact_uri).toMatch(
        /^s3:\/\/models\/\d+\/models\/m-[0-9a-f]+\/artifacts$/,
      );
    }
  });

  it('has model cards that read like ones', () => {
    const cards = modelSeeds.flatMap(seed => modelCard(seed) ?? []);
    expect(cards).toHaveLength(19);
    const [card] = cards;
    expect(card.split('\n').length).toBeGreaterThan(50);
    expect(card).toMatch(/^# Chest X-ray triage\n/);
    expect(card).toContain('| training | `chest-radiographs-training` |');
    expect(card).toContain('## Limitations');
  });

  it('goes on with new versions without leaving old candidates behind', () => {
    const { registry, newVersions } = createSandbox('a');
    const count = () =>
      registry.models.reduce((sum, { versions }) => sum + versions.size, 0);
    const before = count();

    for (let step = 0; step < 200; step += 1) {
      newVersions.addOne();
    }

    expect(count()).toBe(before + 200);
    for (const model of registry.models) {
      const candidates = [...model.versions.values()].filter(
        version => version.tags.get(STAGE_TAG) === 'candidate',
      );
      expect(candidates.length).toBeLessThanOrEqual(1);
      for (const number of model.aliases.values()) {
        expect(model.versions.has(number)).toBe(true);
      }
    }
    expect(registry.getModel('skin-lesion-classification').versions.size).toBe(
      4,
    );

    modelSeeds.forEach(({ name }) => registry.deleteModel(name));
    expect(() => newVersions.addOne()).not.toThrow();
  });

  it('names only people, teams, systems and data of the examples', () => {
    const known = readExampleRefs();
    const models = new Set(
      modelSeeds.map(({ name }) => `model:sandbox/${name}`),
    );
    for (const seed of modelSeeds) {
      const refs = [
        seed.owner ?? [],
        seed.system,
        seed.trainedOn,
        seed.entityRef ?? [],
        seed.author === 'former.colleague' ? [] : `user:default/${seed.author}`,
      ].flat();
      for (const ref of refs) {
        expect(known).toContain(stringifyEntityRef(parseEntityRef(ref)));
      }
      for (const ref of seed.derivedFrom ?? []) {
        expect(models).toContain(ref);
      }
    }
  });
});
