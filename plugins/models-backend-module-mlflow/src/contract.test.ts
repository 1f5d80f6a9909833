import {
  describeWithServer,
  forEachConcurrently,
  MlflowWriter,
  startMlflow,
} from '@platform-ops/test-servers';
import type {
  RegisteredModelListing,
  RegisteredVersion,
  RegisteredVersionsPage,
} from '@platform-ops/backstage-plugin-models-node';
import {
  collect,
  collectVersions,
  registryOf,
} from './__testUtils__/registries';
import type { MlflowModelRegistry } from './MlflowModelRegistry';

const signal = AbortSignal.timeout(120_000);

/** Names that both MLflow 2 and 3 take. */
const ODD_NAMES = [
  "it's",
  'say "hi"',
  `it's "both"`,
  `back\\slash's "both"`,
  'back\\slash',
  'back`tick',
  '100%',
  'a%20b',
  'under_score',
  ' leading and trailing ',
  'two words',
  '🚀 rocket',
  'modèle-été',
  'cafe\u0301',
  'caf\u00e9',
  '模型',
  'twin',
  'Twin',
  'TWIN',
  'x'.repeat(200),
  '🚀'.repeat(200),
  'a#b',
  'a?b=c&d',
  'a+b',
  'a;b',
  'a,b',
  'a--b',
  'a) OR (b',
  'a AND b',
  "name = 'x'",
  '123',
  '__proto__',
  'constructor',
];

/** The same for 2 and 3: what the adapter promises of any MLflow server. */
function contract(url: () => string, major: 2 | 3) {
  let registry: MlflowModelRegistry;
  let writer: MlflowWriter;

  const listing = async () => {
    const rows = await collect(registry.listModels({ signal }));
    return new Map(rows.map(row => [row.name, row]));
  };
  const row = async (name: string): Promise<RegisteredModelListing> =>
    (await listing()).get(name)!;
  const versionsOf = async (...names: string[]) =>
    collectVersions(registry.listVersions(names, { signal }));
  const idsOf = (versions: RegisteredVersion[]) =>
    versions.map(({ modelName, version }) => `${modelName}/${version}`).sort();

  beforeAll(async () => {
    writer = MlflowWriter.create(url());
    // Small pages, so that a few models make many of them.
    registry = registryOf(
      { url: url() },
      { modelsPerPage: 20, versionsPerPage: 30 },
    );
    await forEachConcurrently(ODD_NAMES, async name => {
      await writer.model(name, { odd: name.slice(0, 50) });
      await writer.version(name);
      await writer.version(name, { tags: { of: name.slice(0, 50) } });
    });
    await writer.model('greeting', { 'mlflow.prompt.is_prompt': 'true' });
    await writer.version('greeting', {
      source: 'prompt-template',
      tags: {
        'mlflow.prompt.is_prompt': 'true',
        'mlflow.prompt.text': 'Hello {{name}}',
      },
    });
  }, 60_000);
  afterAll(() => registry.close());

  it('tells the version and counts prompts, which never appear as models', async () => {
    const described = await registry.describe({ signal });
    expect(described.serverVersion).toMatch(new RegExp(`^${major}\\.`));
    expect(described.promptCount).toBe(1);

    expect(await row('greeting')).toBeUndefined();
    expect(await registry.getModel('greeting', { signal })).toBeUndefined();
    expect(await versionsOf('greeting')).toEqual([]);
    const all = await collectVersions(
      registry.listVersions(undefined, { signal }),
    );
    expect(all.filter(({ modelName }) => modelName === 'greeting')).toEqual([]);
  });

  it('reads every odd name, by listing, directly and by its versions', async () => {
    const rows = await listing();
    expect([...rows.keys()].sort()).toEqual([...ODD_NAMES].sort());
    for (const name of ODD_NAMES) {
      const direct = await registry.getModel(name, { signal });
      expect(direct).toEqual(rows.get(name));
      expect(direct?.tags).toEqual({ odd: name.slice(0, 50) });
    }

    const expected = ODD_NAMES.flatMap(name => [`${name}/1`, `${name}/2`]);
    const single = await versionsOf(...ODD_NAMES);
    expect(idsOf(single)).toEqual([...expected].sort());
    const bulk = await collectVersions(
      registry.listVersions(undefined, { signal }),
    );
    expect(idsOf(bulk)).toEqual([...expected].sort());
    const fingerprints = new Set(bulk.map(version => version.fingerprint));
    expect(fingerprints.size).toBe(expected.length);
    expect(new Set(single.map(version => version.fingerprint))).toEqual(
      fingerprints,
    );
    expect(single.find(version => version.modelName === '100%')).toMatchObject({
      status: 'ready',
      artifactUri: 's3://models/artifact',
      clientUri: 'models:/100%/1',
      uiUrl: `${url()}/#/models/100%25/versions/1`,
    });
  });

  it('goes on in another process with the page that one came to', async () => {
    const start = () => registryOf({ url: url() }, { versionsPerPage: 10 });
    const one = start();
    const seen: RegisteredVersionsPage[] = [];
    for await (const page of one.listVersions(undefined, { signal })) {
      seen.push(page);
      if (seen.length === 3) {
        break;
      }
    }
    await one.close();
    expect(seen.map(page => typeof page.cursor)).toEqual([
      'undefined',
      'string',
      'string',
    ]);

    const other = start();
    const { cursor } = seen[2];
    const rest = await collectVersions(
      other.listVersions(undefined, { signal, cursor }),
    );
    expect(rest.slice(0, 10)).toEqual(seen[2].versions);
    expect(idsOf([...seen[0].versions, ...seen[1].versions, ...rest])).toEqual(
      ODD_NAMES.flatMap(name => [`${name}/1`, `${name}/2`]).sort(),
    );
    await expect(
      collectVersions(
        other.listVersions(undefined, { signal, cursor: 'of something else' }),
      ),
    ).rejects.toThrow('MLflow');
    await other.close();
  });

  it('sees an alias that is set, moved and deleted, which no timestamp tells', async () => {
    const before = await row('twin');
    await writer.alias('twin', 'champion', '1');
    const set = await row('twin');
    await writer.alias('twin', 'champion', '2');
    const moved = await row('twin');
    await writer.send('DELETE', 'registered-models/alias', {
      name: 'twin',
      alias: 'champion',
    });
    const deleted = await row('twin');

    expect(set.aliases).toEqual([{ alias: 'champion', version: '1' }]);
    expect(moved.aliases).toEqual([{ alias: 'champion', version: '2' }]);
    expect(new Set([before, set, moved].map(r => r.fingerprint)).size).toBe(3);
    expect(deleted).toEqual(before);
    expect(moved.updatedAt).toEqual(before.updatedAt);
  });

  it('is right about what this MLflow lists: aliases of models, not of versions', async () => {
    // The adapter reads aliases from the listing of models and never from that
    // of versions (mlflow/mlflow#9783, #16734). Should this fail, see whether
    // AliasReader can go or must do more.
    await writer.alias('123', 'champion', '1');
    const ask = async (path: string) => {
      const response = await fetch(`${url()}/api/2.0/mlflow/${path}`);
      return (await response.json()) as Record<string, unknown>;
    };
    const filter = encodeURIComponent("name = '123'");
    expect(
      await ask(`registered-models/search?filter=${filter}&max_results=5`),
    ).toMatchObject({
      registered_models: [{ aliases: [{ alias: 'champion', version: '1' }] }],
    });
    const { model_versions: versions } = await ask(
      `model-versions/search?filter=${filter}&max_results=5`,
    );
    expect(versions).toHaveLength(2);
    expect(JSON.stringify(versions)).not.toContain('champion');
  });

  it('sees tags of models and versions, descriptions and stages change', async () => {
    const name = 'Twin';
    const fingerprintOf = async (version: string) =>
      (await versionsOf(name)).find(found => found.version === version)!
        .fingerprint;
    const models = [(await row(name)).fingerprint];
    const versions = [await fingerprintOf('1')];

    await writer.send('POST', 'registered-models/set-tag', {
      name,
      key: 'platformops.io/owner',
      value: 'group:default/imaging',
    });
    models.push((await row(name)).fingerprint);
    await writer.send('PATCH', 'registered-models/update', {
      name,
      description: '# Card',
    });
    models.push((await row(name)).fingerprint);
    await writer.send('POST', 'model-versions/set-tag', {
      name,
      version: '1',
      key: 'stage',
      value: 'staging',
    });
    versions.push(await fingerprintOf('1'));
    // The listing shows only the newest version: its tag is seen there.
    expect((await row(name)).fingerprint).toBe(models.at(-1));
    await writer.send('POST', 'model-versions/set-tag', {
      name,
      version: '2',
      key: 'stage',
      value: 'staging',
    });
    models.push((await row(name)).fingerprint);
    await writer.send('PATCH', 'model-versions/update', {
      name,
      version: '1',
      description: 'first',
    });
    versions.push(await fingerprintOf('1'));
    await writer.send('POST', 'model-versions/transition-stage', {
      name,
      version: '1',
      stage: 'Production',
      archive_existing_versions: false,
    });
    versions.push(await fingerprintOf('1'));
    models.push((await row(name)).fingerprint);

    expect(new Set(models).size).toBe(models.length);
    expect(new Set(versions).size).toBe(versions.length);
    expect(await row(name)).toMatchObject({
      description: '# Card',
      tags: { odd: 'Twin', 'platformops.io/owner': 'group:default/imaging' },
    });
    const [first, second] = (await versionsOf(name)).sort((a, b) =>
      a.version.localeCompare(b.version),
    );
    expect(first).toMatchObject({
      nativeStage: 'Production',
      description: 'first',
      tags: { stage: 'staging' },
    });
    expect(second.nativeStage).toBeUndefined();
  });

  it('sees a rename and a deletion', async () => {
    await writer.model('old name');
    await writer.version('old name');
    await writer.send('POST', 'registered-models/rename', {
      name: 'old name',
      new_name: 'new name',
    });
    expect(await registry.getModel('old name', { signal })).toBeUndefined();
    expect((await registry.getModel('new name', { signal }))?.name).toBe(
      'new name',
    );
    expect(idsOf(await versionsOf('old name', 'new name'))).toEqual([
      'new name/1',
    ]);

    await writer.send('DELETE', 'registered-models/delete', {
      name: 'new name',
    });
    expect(await registry.getModel('new name', { signal })).toBeUndefined();
    expect(await versionsOf('new name')).toEqual([]);
    expect((await listing()).has('new name')).toBe(false);
  });

  it('reads parameters, metrics and datasets of runs, few and many', async () => {
    const { experiment_id: experimentId } = await writer.send<{
      experiment_id: string;
    }>('POST', 'experiments/create', { name: 'details' });
    const runId = await writer.run(experimentId, {
      'mlflow.user': 'maria',
      'platformops.io/n': '1000',
      'mlflow.log-model.history': JSON.stringify([
        {
          artifact_path: 'model',
          signature: { inputs: '[{"type": "double"}]', outputs: '[]' },
        },
      ]),
    });
    await writer.send('POST', 'runs/log-parameter', {
      run_id: runId,
      key: 'learning_rate',
      value: '0.01',
    });
    await writer.metric(runId, 'auc', 0.91);
    await writer.metric(runId, 'auc', 0.93, { step: 1 });
    await writer.metric(runId, 'broken', 'NaN');
    await writer.metric(runId, 'endless', 'Infinity');
    await writer.metric(runId, 'endless-below', '-Infinity');
    await writer.send('POST', 'runs/log-inputs', {
      run_id: runId,
      datasets: [
        {
          tags: [{ key: 'mlflow.data.context', value: 'training' }],
          dataset: {
            name: 'chest-x-rays',
            digest: 'abc12345',
            source_type: 's3',
            source: '{"uri": "s3://data/x"}',
          },
        },
      ],
    });
    const runIds = [runId];
    await forEachConcurrently(
      Array.from({ length: 12 }, (_, index) => index),
      async index => {
        const id = await writer.run(experimentId);
        await writer.metric(id, 'index', index);
        runIds.push(id);
      },
    );
    const version = (id: string | undefined, tags = {}): RegisteredVersion => ({
      modelName: 'm',
      version: '1',
      status: 'ready',
      fingerprint: '',
      artifactUri: `runs:/${id}/model`,
      runId: id,
      tags,
    });
    await writer.send('POST', 'runs/delete', { run_id: runIds[1] });

    const odd = [
      version('f'.repeat(32)),
      version("it's not an id"),
      version(undefined),
    ];
    const few = await registry.describeVersions(
      [version(runId, { 'platformops.io/n.auc': '50' }), ...odd],
      { signal },
    );
    expect(few).toEqual([
      {
        createdBy: 'maria',
        parameters: { learning_rate: '0.01' },
        metrics: expect.arrayContaining([
          {
            name: 'auc',
            value: 0.93,
            measuredAt: new Date(1_700_000_001_000),
            n: 50,
          },
          expect.objectContaining({
            name: 'broken',
            value: undefined,
            n: 1000,
          }),
          expect.objectContaining({ name: 'endless', value: undefined }),
          expect.objectContaining({ name: 'endless-below', value: undefined }),
        ]),
        datasets: [
          {
            name: 'chest-x-rays',
            digest: 'abc12345',
            split: 'training',
            source: '{"uri": "s3://data/x"}',
            sourceType: 's3',
          },
        ],
        signature: { inputs: '[{"type": "double"}]', outputs: '[]' },
      },
      undefined,
      undefined,
      undefined,
    ]);

    // More ids than go into one question.
    const gone = Array.from({ length: 300 }, (_, index) =>
      version(index.toString(16).padStart(32, '0')),
    );
    const many = await registry.describeVersions(
      [...runIds.map(id => version(id)), ...odd, ...gone],
      { signal },
    );
    expect(many).toHaveLength(runIds.length + odd.length + gone.length);
    expect(many.slice(runIds.length).filter(Boolean)).toEqual([]);
    const indexes = many
      .slice(1, runIds.length)
      .map(found => found?.metrics[0].value);
    expect(indexes.sort((a, b) => a! - b!)).toEqual(
      Array.from({ length: 12 }, (_, index) => index),
    );
  }, 60_000);

  it('tells what the server said where it refuses a question', async () => {
    const refused = registryOf({ url: url() }, { modelsPerPage: 1001 });
    await expect(collect(refused.listModels({ signal }))).rejects.toThrow(
      /^MLflow 'prod' answered GET \/api\/2\.0\/mlflow\/registered-models\/search with 400 \(INVALID_PARAMETER_VALUE: .*max_results/,
    );
    await refused.close();
  });
}

describeWithServer('mlflow', 'MlflowModelRegistry', server => {
  contract(() => server().url, 3);

  it('reads the metrics of a logged model with their datasets', async () => {
    const writer = MlflowWriter.create(server().url);
    const registry = registryOf({ url: server().url });
    const { experiment_id: experimentId } = await writer.send<{
      experiment_id: string;
    }>('POST', 'experiments/create', { name: 'logged models' });
    const runId = await writer.run(experimentId);
    const dataset = (name: string, digest: string, context: string) => ({
      tags: [{ key: 'mlflow.data.context', value: context }],
      dataset: { name, digest, source_type: 's3', source: '{}' },
    });
    await writer.send('POST', 'runs/log-inputs', {
      run_id: runId,
      datasets: [
        dataset('train', 'aaaa', 'training'),
        dataset('eval', 'bbbb', 'evaluation'),
      ],
    });
    const { model } = await writer.send<{
      model: { info: { model_id: string } };
    }>('POST', 'logged-models', {
      experiment_id: experimentId,
      name: 'model',
      source_run_id: runId,
      params: [{ key: 'depth', value: '3' }],
    });
    let time = 1_700_000_000_000;
    const about = (name: string, digest: string, step: number) => ({
      model_id: model.info.model_id,
      dataset_name: name,
      dataset_digest: digest,
      step,
      timestamp: ++time,
    });
    await writer.metric(runId, 'auc', 0.7, about('eval', 'bbbb', 1));
    await writer.metric(runId, 'auc', 0.8, about('eval', 'bbbb', 2));
    await writer.metric(runId, 'auc', 0.99, about('train', 'aaaa', 2));
    await writer.metric(runId, 'lost', 'NaN', about('eval', 'bbbb', 2));
    await writer.metric(runId, 'loss', 0.5);
    await writer.model('of-logged-model');
    await writer.version('of-logged-model', {
      source: `models:/${model.info.model_id}`,
      model_id: model.info.model_id,
      run_id: runId,
    });

    const versions = await collectVersions(
      registry.listVersions(['of-logged-model'], { signal }),
    );
    const [details] = await registry.describeVersions(versions, { signal });
    expect(details?.parameters).toEqual({ depth: '3' });
    expect(details?.artifactLocation).toMatch(
      new RegExp(`/models/${model.info.model_id}/artifacts$`),
    );
    const evaluation = { name: 'eval', digest: 'bbbb', split: 'evaluation' };
    const training = { name: 'train', digest: 'aaaa', split: 'training' };
    expect(
      details?.metrics.map(({ name, value, dataset: of }) => [name, value, of]),
    ).toEqual([
      ['auc', 0.8, evaluation],
      ['auc', 0.99, training],
      ['lost', undefined, evaluation],
      ['loss', 0.5, undefined],
    ]);
    await registry.close();
  });
});

describeWithServer('mlflow', 'MlflowModelRegistry and sign-in', () => {
  it('signs in with user name and password, and says where to look if refused', async () => {
    const administrator = {
      username: 'admin',
      password: 'correct horse battery',
    };
    const server = await startMlflow({ administrator });
    try {
      const { url } = server;
      const allowed = registryOf({ url, ...administrator });
      expect(await collect(allowed.listModels({ signal }))).toEqual([]);
      await allowed.close();
      for (const entry of [
        { url, username: 'admin', password: 'wrong' },
        { url, token: 'no-token-of-this-server' },
        { url },
      ]) {
        const refused = registryOf(entry);
        await expect(refused.describe({ signal })).rejects.toThrow(
          /^MLflow 'prod' answered GET \/.* with 401 \(You are not authenticated.*: look at models\.registries\.prod\./,
        );
        await refused.close();
      }
    } finally {
      await server.stop();
    }
  }, 90_000);
});

describeWithServer('mlflow2', 'MlflowModelRegistry', server => {
  contract(() => server().url, 2);

  it('reads names with a slash or colon, which MLflow 2 took', async () => {
    const writer = MlflowWriter.create(server().url);
    const registry = registryOf({ url: server().url });
    await writer.model('a/b:c');
    await writer.version('a/b:c');
    expect(await registry.getModel('a/b:c', { signal })).toMatchObject({
      name: 'a/b:c',
      uiUrl: `${server().url}/#/models/a%2Fb%3Ac`,
    });
    expect(
      await collectVersions(registry.listVersions(['a/b:c'], { signal })),
    ).toHaveLength(1);
    await registry.close();
  });
});
