import { writeFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { sumOf } from '../workloads/__testUtils__/readSamples';
import { SandboxPast } from './SandboxPast';
import { startSandbox } from './startSandbox';

describe('SandboxPast', () => {
  const directory = createMockDirectory();
  const file = () => directory.resolve('sandbox.json');

  beforeEach(() => directory.clear());

  it('lets a sandbox that is started again go on where it was', async () => {
    const past = SandboxPast.open(file(), Date.parse('2026-01-01T00:00:00Z'));
    past.add(Date.parse('2026-01-01T00:03:00Z'));
    past.add(Date.parse('2026-01-01T00:06:00Z'));

    const readVersions = async () => {
      const sandbox = await startSandbox({
        port: 0,
        token: 'sesame',
        seed: 'test',
        newVersionEveryMs: 3_600_000,
        stateFile: file(),
      });
      const response = await fetch(
        `http://127.0.0.1:${sandbox.port}/api/2.0/mlflow/model-versions/search?max_results=1000`,
        { headers: { authorization: 'Bearer sesame' } },
      );
      const body = await response.json();
      await sandbox.close();
      return body.model_versions;
    };
    const first = await readVersions();
    expect(await readVersions()).toEqual(first);
    expect(
      first.filter(
        (version: { creation_timestamp: number }) =>
          version.creation_timestamp >= Date.parse('2026-01-01T00:03:00Z'),
      ),
    ).toHaveLength(2);
  });

  it('keeps faults, so that counters go on after a restart', async () => {
    const start = async () => {
      const sandbox = await startSandbox({
        port: 0,
        token: 'sesame',
        seed: 'test',
        newVersionEveryMs: 3_600_000,
        stateFile: file(),
      });
      const ask = (path: string, method = 'GET') =>
        fetch(`http://127.0.0.1:${sandbox.port}${path}`, {
          method,
          headers: { authorization: 'Bearer sesame' },
        });
      return { ask, close: sandbox.close };
    };
    const read = async ({ ask }: Awaited<ReturnType<typeof start>>) => {
      const exposition = await (await ask('/metrics/shop/shop-front')).text();
      const requests = sumOf(
        exposition,
        'http_server_request_duration_seconds_count',
      );
      const started = sumOf(exposition, 'process_start_time_seconds');
      return { requests, started };
    };
    const first = await start();
    await first.ask('/sandbox/v1/faults/error-burst', 'POST');
    const before = await read(first);
    await first.close();

    const second = await start();
    const after = await read(second);
    expect(after.started).toBe(before.started);
    expect(after.requests).toBeGreaterThanOrEqual(before.requests);
    expect(after.requests).toBeLessThan(before.requests * 1.01);
    const { items } = await (await second.ask('/sandbox/v1/faults')).json();
    expect(items[1].injected).toMatchObject([
      { workload: 'shop-front', state: 'active' },
    ]);
    await second.close();
  });

  it('keeps what was uploaded and applied', async () => {
    const start = async () => {
      const sandbox = await startSandbox({
        port: 0,
        token: 'sesame',
        seed: 'test',
        newVersionEveryMs: 3_600_000,
        stateFile: file(),
      });
      const ask = async (path: string, init: RequestInit = {}) => {
        const response = await fetch(
          `http://127.0.0.1:${sandbox.port}${path}`,
          {
            ...init,
            headers: { ...init.headers, authorization: 'Bearer sesame' },
          },
        );
        return response.json();
      };
      return { ask, close: sandbox.close };
    };
    const first = await start();
    const namespace = '/k8s/api/v1/namespaces/triage';
    await first.ask(`${namespace}?fieldManager=portal`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: triage }\n',
    });
    const pipelines = '/kfp/apis/v2beta1/pipelines';
    await first.ask(pipelines, {
      method: 'POST',
      body: JSON.stringify({ name: 'triage' }),
    });
    const before = {
      namespace: await first.ask(namespace),
      pipelines: await first.ask(pipelines),
    };
    expect(before).toMatchObject({
      namespace: { status: { phase: 'Active' } },
      pipelines: { total_size: 1 },
    });
    await first.close();

    const second = await start();
    expect({
      namespace: await second.ask(namespace),
      pipelines: await second.ask(pipelines),
    }).toEqual(before);
    await second.close();
  });

  it('keeps the rest where a part cannot be read', () => {
    const state = { startedAt: 1000, newVersionsAt: [2000] };
    writeFileSync(
      file(),
      JSON.stringify({ ...state, pipelines: 'lost', objects: [{}] }),
    );
    expect(SandboxPast.open(file(), 9000)).toMatchObject({
      ...state,
      pipelines: undefined,
      objects: [],
    });
  });

  it('begins anew where the file is of no use, and adds no end of versions', () => {
    writeFileSync(file(), '{"startedAt":');
    const past = SandboxPast.open(file(), 1000);
    expect(past).toMatchObject({ startedAt: 1000, newVersionsAt: [] });
    const added = Array.from({ length: 400 }, (_, index) =>
      past.add(2000 + index),
    );
    expect(added.filter(Boolean)).toHaveLength(300);
    expect(SandboxPast.open(file(), 9000).newVersionsAt).toHaveLength(300);
  });
});
