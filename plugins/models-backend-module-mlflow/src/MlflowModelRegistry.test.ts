import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import type { RegisteredVersion } from '@platform-ops/backstage-plugin-models-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { generate } from 'selfsigned';
import {
  collect,
  collectVersions,
  registryOf,
} from './__testUtils__/registries';
import type { MlflowModelRegistry } from './MlflowModelRegistry';

const signal = new AbortController().signal;
const SEARCH = 'GET /api/2.0/mlflow/registered-models/search';

describe('MlflowModelRegistry', () => {
  /**
   * Answers follow MLflow's published protos (mlflow/protos/
   * model_registry.proto and service.proto); what the real one does is tested
   * in contract.test.ts.
   */
  let server: FakeHttpServer;
  const open: Array<{ close(): Promise<void> }> = [];
  const waits: number[] = [];

  const registry = (
    entry: JsonObject = {},
    options: Parameters<typeof registryOf>[1] = {},
  ): MlflowModelRegistry => {
    const created = registryOf(
      { url: `http://127.0.0.1:${server.port}`, ...entry },
      {
        retry: {
          wait: async milliseconds => {
            waits.push(milliseconds);
          },
          random: () => 1,
        },
        ...options,
      },
    );
    open.push(created);
    return created;
  };
  const list = (entry?: JsonObject) =>
    collect(registry(entry).listModels({ signal }));

  beforeAll(async () => {
    server = await FakeHttpServer.start();
  });
  afterEach(async () => {
    waits.length = 0;
    await Promise.all(open.splice(0).map(created => created.close()));
  });
  afterAll(() => server.stop());

  describe('asking', () => {
    const rows = {
      registered_models: [
        { name: 'churn', aliases: [{ alias: 'a', version: '1' }] },
      ],
    };

    it('sends the credentials, further headers and the path before the API', async () => {
      server.answer(() => ({ body: rows }));
      await list({
        token: 'secret-token',
        headers: { 'X-MLFLOW-WORKSPACE': 'a' },
      });
      expect(server.asked[0]).toMatchObject({
        path: '/api/2.0/mlflow/registered-models/search',
        headers: {
          authorization: 'Bearer secret-token',
          'x-mlflow-workspace': 'a',
        },
      });
      expect(server.asked[0].query.get('max_results')).toBe('500');

      await list({
        url: `http://127.0.0.1:${server.port}/base/`,
        username: 'me',
        password: 'pass',
      });
      expect(server.asked[1]).toMatchObject({
        path: '/base/api/2.0/mlflow/registered-models/search',
        headers: { authorization: 'Basic bWU6cGFzcw==' },
      });
    });

    it('asks busy and broken servers again, after growing pauses or as told', async () => {
      server.answerInTurn(
        { status: 503 },
        { status: 429, headers: { 'retry-after': '7' } },
        { hangUp: true },
        { body: rows },
      );
      expect(await list()).toHaveLength(1);
      expect(waits).toEqual([250, 7000, 1000]);
    });

    it('gives up in the end, and at once where it would have to wait long', async () => {
      server.answer(() => ({ status: 502, body: '<html>Bad gateway</html>' }));
      await expect(list()).rejects.toThrow(
        `MLflow 'prod' answered ${SEARCH} with 502`,
      );
      expect(server.asked).toHaveLength(4);

      server.answer(() => ({ status: 503, headers: { 'retry-after': '120' } }));
      await expect(list()).rejects.toThrow('with 503');
      expect(server.asked).toHaveLength(1);

      server.answer(() => ({ status: 500, body: { message: 'broken' } }));
      await expect(list()).rejects.toThrow('with 500 (broken)');
      expect(server.asked).toHaveLength(1);
    });

    it('says that nobody listens', async () => {
      const gone = await FakeHttpServer.start();
      const { port } = gone;
      await gone.stop();
      await expect(list({ url: `http://127.0.0.1:${port}` })).rejects.toThrow(
        /^MLflow 'prod' could not be reached for GET .*search \(.*ECONNREFUSED/,
      );
      expect(waits).toHaveLength(3);
    });

    it('says which credentials to look at, and never what they are', async () => {
      const secret = 'very-secret-token';
      for (const status of [401, 403]) {
        server.answer(({ headers }) => ({
          status,
          body: {
            error_code: 'PERMISSION_DENIED',
            message: `No such ${headers.authorization}`,
          },
        }));
        await expect(list({ token: secret })).rejects.toThrow(
          `MLflow 'prod' answered ${SEARCH} with ${status} (PERMISSION_DENIED: No such Bearer ***): look at models.registries.prod.token`,
        );
      }
      server.answer(() => ({
        status: 401,
        body: 'You are not authenticated.',
      }));
      await expect(list({ username: 'a', password: 'b' })).rejects.toThrow(
        'with 401 (You are not authenticated.): look at models.registries.prod.username and models.registries.prod.password',
      );
      await expect(list()).rejects.toThrow(
        'look at models.registries.prod.token, or models.registries.prod.username and',
      );
    });

    it('recognises sign-in pages and follows no redirect', async () => {
      server.answer(() => ({
        body: '<!doctype html><title>Sign in</title>',
        headers: { 'content-type': 'text/html' },
      }));
      await expect(list()).rejects.toThrow(
        'with a web page where JSON was expected. It may be a sign-in page: look at models.registries.prod.token',
      );
      server.answer(() => ({
        status: 302,
        headers: { location: 'https://login.example.com/?state=secret' },
      }));
      const failure = list();
      await expect(failure).rejects.toThrow(
        'with a redirect to login.example.com, which is not followed',
      );
      await expect(failure).rejects.not.toThrow('state=secret');
      expect(server.asked).toHaveLength(1);
    });

    it('says what was unexpected in an answer', async () => {
      server.answer(() => ({
        body: { registered_models: [{ name: 'a' }, { name: 5 }] },
      }));
      await expect(list()).rejects.toThrow(
        `MLflow 'prod' answered ${SEARCH} with something unexpected: registered_models.1.name: expected string, received number`,
      );
      server.answer(() => ({ body: 'so what' }));
      await expect(list()).rejects.toThrow(
        'with something that is not JSON: so what',
      );
      server.answer(() => ({ body: { next_page_token: 'same' } }));
      await expect(list()).rejects.toThrow('so its pages never end');
    });

    it('bounds the size and the time of an answer', async () => {
      server.answer(() => ({ body: 'x'.repeat(3 * 1024 * 1024) }));
      const small = registry({}, { maxResponseBytes: 2 * 1024 * 1024 });
      await expect(collect(small.listModels({ signal }))).rejects.toThrow(
        'with more than 2 MiB',
      );
      server.answer(() => ({ silent: true }));
      await expect(
        list({ requestTimeout: { milliseconds: 100 } }),
      ).rejects.toThrow(`MLflow 'prod' did not answer ${SEARCH} within 0.1 s`);
      expect(server.asked).toHaveLength(1);
    });

    it('stops when told, also while it waits for its turn', async () => {
      const controller = new AbortController();
      server.answer(() => {
        controller.abort(new Error('enough'));
        return { silent: true };
      });
      const names = Array.from({ length: 9 }, (_, index) => `model ${index}`);
      await expect(
        collectVersions(
          registry({ maxConcurrency: 1 }).listVersions(names, {
            signal: controller.signal,
          }),
        ),
      ).rejects.toThrow('enough');
      expect(server.asked).toHaveLength(1);
    });

    it('asks no more at once than allowed', async () => {
      // Each waits until three are under way, and would see a fourth.
      let underWay = 0;
      let most = 0;
      let release: () => void = () => {};
      let full = new Promise<void>(resolve => {
        release = resolve;
      });
      server.answer(async () => {
        most = Math.max(most, ++underWay);
        const mine = full;
        if (underWay === 3) {
          release();
          full = new Promise<void>(resolve => {
            release = resolve;
          });
        }
        await mine;
        underWay--;
        return { body: {} };
      });
      const names = Array.from({ length: 18 }, (_, index) => `model ${index}`);
      await collectVersions(
        registry({ maxConcurrency: 3 }).listVersions(names, { signal }),
      );
      expect(server.asked).toHaveLength(18);
      expect(most).toBe(3);
    });

    it('trusts a private authority only where it is configured', async () => {
      const { private: key, cert } = generate(
        [{ name: 'commonName', value: '127.0.0.1' }],
        {
          keySize: 2048,
          algorithm: 'sha256',
          extensions: [
            {
              name: 'subjectAltName',
              altNames: [{ type: 7, ip: '127.0.0.1' }],
            },
          ],
        },
      );
      const directory = mkdtempSync(join(tmpdir(), 'mlflow-ca-'));
      const caFile = join(directory, 'ca.pem');
      writeFileSync(caFile, cert);
      const secured = await FakeHttpServer.start({ tls: { key, cert } });
      try {
        const url = `https://127.0.0.1:${secured.port}`;
        await expect(list({ url })).rejects.toThrow(
          /its certificate is not trusted. Put the authority that signed it into models\.registries\.prod\.caFile/,
        );
        expect(secured.asked).toHaveLength(0);
        expect(await list({ url, caFile })).toEqual([]);
      } finally {
        await secured.stop();
        rmSync(directory, { recursive: true });
      }
    });
  });

  describe('reading', () => {
    it('says nothing about version and prompts where the server has neither', async () => {
      server.answer(({ path }) =>
        path === '/version'
          ? { status: 404, body: 'Not Found' }
          : { status: 400, body: { error: 'unknown filter' } },
      );
      expect(await registry().describe({ signal })).toEqual({});

      server.answer(({ path }) =>
        path === '/version'
          ? { body: '<html></html>' }
          : { body: { registered_models: [{ name: 'no prompt' }] } },
      );
      expect(await registry().describe({ signal })).toEqual({ promptCount: 0 });
    });

    it('reads a model that is gone as such only where MLflow itself says so', async () => {
      server.answer(() => ({
        status: 404,
        body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'not found' },
      }));
      expect(await registry().getModel('a', { signal })).toBeUndefined();
      server.answer(() => ({ status: 404, body: 'no such page' }));
      await expect(registry().getModel('a', { signal })).rejects.toThrow(
        'with 404 (no such page)',
      );
    });

    it('reads aliases one by one where the listing leaves them out', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `model ${index}`);
      let version = '1';
      server.answer(({ path, query }) => {
        const name = query.get('name');
        return path.endsWith('/get')
          ? {
              body: {
                registered_model: {
                  name,
                  aliases:
                    name === 'model 59' ? [{ alias: 'champion', version }] : [],
                },
              },
            }
          : {
              body: {
                registered_models: names.map(n => ({ name: n, aliases: [] })),
              },
            };
      });
      const asked = registry();
      const read = async () =>
        (await collect(asked.listModels({ signal }))).at(-1)!;
      // A third of the models is looked at each time.
      expect((await read()).aliases).toEqual([]);
      expect(server.asked).toHaveLength(21);
      await read();
      const found = await read();
      expect(found.aliases).toEqual([{ alias: 'champion', version: '1' }]);
      version = '2';
      const moved = await read();
      expect(moved.aliases).toEqual([{ alias: 'champion', version: '2' }]);
      expect(moved.fingerprint).not.toBe(found.fingerprint);
    });

    it('does so no more once the listing shows an alias', async () => {
      server.answer(() => ({
        body: {
          registered_models: [
            { name: 'a', aliases: [{ alias: 'champion', version: 1 }] },
            { name: 'b' },
          ],
        },
      }));
      expect((await list())[0].aliases).toEqual([
        { alias: 'champion', version: '1' },
      ]);
      expect(server.asked).toHaveLength(1);
    });

    it('gives the same fingerprint for the same row in another order', async () => {
      const tags = [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ];
      const aliases = [
        { alias: 'x', version: '1' },
        { alias: 'y', version: '2' },
      ];
      const fingerprints: string[] = [];
      for (const row of [
        { name: 'm', tags, aliases },
        { aliases: aliases.toReversed(), tags: tags.toReversed(), name: 'm' },
        { name: 'm', tags: [{ key: 'a', value: '2' }], aliases },
      ]) {
        server.answer(() => ({ body: { registered_models: [row] } }));
        fingerprints.push((await list())[0].fingerprint);
      }
      expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(fingerprints[1]).toBe(fingerprints[0]);
      expect(fingerprints[2]).not.toBe(fingerprints[0]);
    });

    it('reads versions and trusts no link that is not one to a web page', async () => {
      server.answer(() => ({
        body: {
          model_versions: [
            {
              name: 'm',
              version: '1',
              status: 'FAILED_REGISTRATION',
              status_message: 'no space',
              run_id: 'abc',
              run_link: 'file:///etc/passwd',
              creation_timestamp: '1700000000000',
              user_id: 'maria',
              current_stage: 'None',
              tags: [{ key: '__proto__', value: 'x' }],
            },
            {
              name: 'm',
              version: '2',
              run_link: 'https://runs.example.com/7',
              creation_timestamp: '1700000000000000000',
              last_updated_timestamp: -1,
            },
            {
              name: 'p',
              version: '1',
              tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
            },
          ],
        },
      }));
      const [first, second, ...others] = await collectVersions(
        registry({ uiUrl: 'https://ui.example.com' }).listVersions(undefined, {
          signal,
        }),
      );
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        status: 'failed',
        statusMessage: 'no space',
        createdAt: new Date(1_700_000_000_000),
        createdBy: 'maria',
        runUrl: 'https://ui.example.com/#/runs/abc',
        uiUrl: 'https://ui.example.com/#/models/m/versions/1',
        nativeStage: undefined,
      });
      expect(Object.entries(first.tags)).toEqual([['__proto__', 'x']]);
      expect(second).toMatchObject({
        status: 'unknown',
        runUrl: 'https://runs.example.com/7',
        createdAt: undefined,
        updatedAt: undefined,
      });
      expect(server.asked[0].query.get('max_results')).toBe('2000');
      expect(server.asked[0].query.getAll('order_by')).toEqual([
        'name ASC',
        'version_number ASC',
      ]);
    });
  });

  describe('describing versions', () => {
    const version = (runId: string): RegisteredVersion => ({
      modelName: 'm',
      version: '1',
      status: 'ready',
      fingerprint: '',
      runId,
      artifactUri: 'models:/m-1',
      tags: {},
    });
    const run = (id: string, metrics: unknown[] = []) => ({
      info: { run_id: id, experiment_id: '1' },
      data: { metrics },
    });
    const ids = Array.from({ length: 6 }, (_, index) => `run${index}`);

    it('takes NaN in any spelling for a missing value', async () => {
      const values = [
        'NaN',
        'Infinity',
        '-Infinity',
        '"NaN"',
        '""',
        '1.5',
        '"2.5"',
        '-1.7976931348623157e+308',
      ];
      const metrics = values.map(
        (value, index) => `{"key": "a NaN ${index}", "value": ${value}}`,
      );
      server.answer(({ path }) =>
        path.endsWith('runs/get')
          ? {
              body: `{"run": {"info": {"run_id": "a", "experiment_id": "1"}, "data": {"metrics": [${metrics}]}}}`,
              headers: { 'content-type': 'application/json' },
            }
          : { status: 404 },
      );
      const [details] = await registry().describeVersions([version('a')], {
        signal,
      });
      expect(details?.metrics.map(({ name, value }) => [name, value])).toEqual([
        ['a NaN 0', undefined],
        ['a NaN 1', undefined],
        ['a NaN 2', undefined],
        ['a NaN 3', undefined],
        ['a NaN 4', undefined],
        ['a NaN 5', 1.5],
        ['a NaN 6', 2.5],
        ['a NaN 7', undefined],
      ]);
    });

    it('asks for experiments once, again for runs it does not find, and for logged models until refused', async () => {
      let experiments = ['1'];
      server.answer(({ path, body }) => {
        if (path.endsWith('experiments/search')) {
          return {
            body: {
              experiments: experiments.map(id => ({ experiment_id: id })),
            },
          };
        }
        if (path.endsWith('runs/search')) {
          const known = JSON.parse(body).experiment_ids;
          return known.includes('2')
            ? { body: { runs: ids.map(id => run(id)) } }
            : { body: {} };
        }
        return { status: 404, body: 'Not Found' };
      });
      const asked = registry();
      const versions = ids.map(version);
      const paths = () =>
        server.asked.splice(0).map(({ path }) => path.split('/mlflow/')[1]);

      expect(await asked.describeVersions(versions, { signal })).toEqual(
        ids.map(() => undefined),
      );
      expect(paths()).toEqual(['experiments/search', 'runs/search']);

      experiments = ['1', '2'];
      const found = await asked.describeVersions(versions, { signal });
      expect(found.filter(Boolean)).toHaveLength(ids.length);
      expect(paths()).toEqual([
        'runs/search',
        'experiments/search',
        'runs/search',
        'logged-models/search',
      ]);

      await asked.describeVersions(versions, { signal });
      expect(paths()).toEqual(['runs/search']);
    });
  });
});
