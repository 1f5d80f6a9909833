import { describeWithServer } from '@platform-ops/test-servers';
import { connect } from '../__testUtils__/connect';
import { runAction, type Checkpoints } from '../__testUtils__/runAction';
import { createMlflowModelAction } from './createModel';
import { createRegisterVersionAction } from './registerVersion';
import { createSetAliasAction } from './setAlias';

jest.setTimeout(60_000);

describeWithServer('mlflow', 'actions of MLflow', server => {
  const clients = () =>
    connect({
      registries: {
        main: { type: 'mlflow', url: server().url },
        kubeflow: { type: 'kubeflow', url: 'https://registry.example.com' },
      },
    });
  const create = (input: object, options: object = {}) =>
    runAction(
      createMlflowModelAction({ clients: clients() }),
      { connection: 'main', ...input },
      options,
    );
  const register = (input: object = {}, options: object = {}) =>
    runAction(
      createRegisterVersionAction({ clients: clients() }),
      {
        connection: 'main',
        name: 'versions',
        source: 's3://models/versions/1',
        ...input,
      },
      options,
    );
  const setAlias = (input: object = {}) =>
    runAction(createSetAliasAction({ clients: clients() }), {
      connection: 'main',
      name: 'aliased',
      alias: 'candidate',
      version: '1',
      ...input,
    });

  it('makes a model once, and brings its tags up to date', async () => {
    const first = await create({
      name: 'chest x-ray',
      description: 'Finds shadows',
      tags: { 'platformops.io/owner': 'group:default/radiology' },
    });
    expect(first.error).toBeUndefined();
    expect(first.outputs.url).toBe(`${server().url}/#/models/chest%20x-ray`);
    const second = await create({
      name: 'chest x-ray',
      description: 'Another',
      tags: {
        'platformops.io/owner': 'group:default/radiology',
        'platformops.io/task': 'image-classification',
      },
    });
    expect(second.log.at(-1)).toContain(
      'is registered already; 1 tags were set',
    );
    expect(
      await clients()
        .mlflow('main', {})
        .client.getRegisteredModel('chest x-ray'),
    ).toMatchObject({
      description: 'Finds shadows',
      tags: {
        'platformops.io/owner': 'group:default/radiology',
        'platformops.io/task': 'image-classification',
      },
    });
  });

  it('makes nothing in a dry run', async () => {
    const { error } = await create({ name: 'dry' }, { isDryRun: true });
    expect(error).toBeUndefined();
    expect(
      await clients().mlflow('main', {}).client.getRegisteredModel('dry'),
    ).toBeUndefined();
  });

  it('registers a version of a source once', async () => {
    const first = await register({ tags: { a: 'b' } });
    expect(first.error).toBeUndefined();
    expect(first.outputs.version).toBe('1');
    expect((await register()).outputs.version).toBe('1');
    expect(
      (await register({ source: 's3://models/versions/2' })).outputs.version,
    ).toBe('2');
    // A step that runs for each of several keeps them apart.
    const checkpoints: Checkpoints = new Map();
    for (const version of ['1', '2']) {
      const source =
        first.outputs.version === version
          ? {}
          : { source: 's3://models/versions/2' };
      expect((await register(source, { checkpoints })).outputs.version).toBe(
        version,
      );
    }
  });

  it('points an alias at a version', async () => {
    const missing = await setAlias();
    expect(missing.error?.message).toBe(
      'name: found aliased; main has no registered model of that name',
    );
    await register({ name: 'aliased' });
    await register({ name: 'aliased', source: 's3://models/aliased/2' });
    expect((await setAlias()).outputs).toEqual({});
    expect((await setAlias()).log.at(-1)).toContain('is version 1 already');
    const moved = await setAlias({ version: '2' });
    expect(moved.outputs).toEqual({ previousVersion: '1' });
    expect(
      await clients().mlflow('main', {}).client.getRegisteredModel('aliased'),
    ).toMatchObject({ aliases: { candidate: '2' } });
    // Every object of JavaScript has a constructor.
    const odd = await setAlias({ alias: 'constructor' });
    expect(odd.outputs).toEqual({});
    const unknown = await setAlias({ version: '9' });
    expect(unknown.error?.message).toContain('MLflow');
    expect(unknown.error?.message).toContain(
      'goldenPaths.connections.registries.main',
    );
  });

  it('keeps the aliases of MLflow itself free', () => {
    const { pattern } = (
      createSetAliasAction({ clients: clients() }).schema!.input as any
    ).properties.alias;
    const fits = (alias: string) => new RegExp(pattern).test(alias);
    expect(fits('champion')).toBe(true);
    expect(['latest', 'v1', '', 'a b'].filter(fits)).toEqual([]);
  });

  it('tells which connections are of MLflow', async () => {
    const { error } = await create({ name: 'a', connection: 'kubeflow' });
    expect(error?.message).toBe(
      'connection: found kubeflow, which is of type kubeflow (goldenPaths.connections.registries.kubeflow.type); needed is one of type mlflow, such as main',
    );
  });
});
