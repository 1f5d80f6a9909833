import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeWithServer,
  type FakeHttpServer,
} from '@platform-ops/test-servers';
import { stopClock } from '../__testUtils__/clock';
import { component, startPortal } from '../__testUtils__/startPortal';
import { startKubernetesPluginDouble } from './__testUtils__/startKubernetesPluginDouble';

jest.setTimeout(60_000);

const DEFINITION = join(
  __dirname,
  '../../../../../../shared/schemas/kubeflow/trainer.kubeflow.org_trainjobs.yaml',
);
const hasDefinition = existsSync(DEFINITION);
const describeWithDefinition = hasDefinition ? describe : describe.skip;
const WHY = hasDefinition ? '' : ' (skipped: ../shared/schemas is absent)';

const job = {
  apiVersion: 'trainer.kubeflow.org/v1alpha1',
  kind: 'TrainJob',
  metadata: { name: 'fine-tune', namespace: 'radiology' },
  spec: {
    runtimeRef: { name: 'torch-distributed' },
    trainer: { numNodes: 2, image: 'example.test/trainer' },
  },
};

function trained(name: string, job_: string) {
  return component(name, { 'platformops.io/trainjob': job_ });
}

describeWithServer('kubernetes', 'runs of TrainJobs', server => {
  let plugin: FakeHttpServer;
  let clock: ReturnType<typeof stopClock>;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    clock = stopClock();
    plugin = await startKubernetesPluginDouble(server());
    portal = await startPortal({
      kubernetesUrl: plugin.url,
      entities: [
        trained('model', 'main/radiology/fine-tune'),
        trained('absent', 'main/radiology/nothing'),
        trained('refused', 'closed/radiology/fine-tune'),
        trained('elsewhere', 'mars/radiology/fine-tune'),
        trained('escaping', 'main/radiology/..'),
      ],
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await portal.stop();
    await plugin.stop();
  });

  const sourceOf = async (name: string) =>
    (await portal.runsOf(name)).sources[0];

  it('says of a cluster that it has no Kubeflow Trainer', async () => {
    await expect(sourceOf('model')).resolves.toEqual({
      id: 'trainjob:main/radiology/fine-tune',
      type: 'trainjob',
      title: 'TrainJob radiology/fine-tune on main',
      state: 'failing',
      error:
        'the cluster main serves no TrainJob of trainer.kubeflow.org/v1alpha1; install Kubeflow Trainer',
    });
  });

  describeWithDefinition(`with its published definition${WHY}`, () => {
    beforeAll(async () => {
      await server().writer.applyYaml(readFileSync(DEFINITION, 'utf8'));
      await server().writer.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'radiology' },
      });
    });
    beforeEach(async () => {
      await server().writer.apply(job);
    });
    afterEach(async () => {
      await server().writer.delete(job);
    });

    const condition = (type: string, message = '') => ({
      type,
      status: 'True',
      reason: 'Test',
      message,
      lastTransitionTime: '2026-01-01T01:00:00Z',
    });
    const jobStatus = (name: string, counts: object) => ({
      name,
      active: 0,
      failed: 0,
      ready: 0,
      succeeded: 0,
      suspended: 0,
      ...counts,
    });
    /** The newest look at the job after it stands so. */
    const lookWith = async (status: Record<string, unknown>) => {
      await server().writer.patchStatus(job, status);
      clock.goOn(10);
      const { sources, runs } = await portal.runsOf('model');
      expect(sources).toMatchObject([{ state: 'ok' }]);
      return runs[0];
    };

    it('shows how far one is, until it ends', async () => {
      const { runs } = await portal.runsOf('model');
      expect(runs).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          source: 'trainjob:main/radiology/fine-tune',
          type: 'trainjob',
          title: 'fine-tune',
          state: 'pending',
          startedAt: expect.any(String),
          steps: [],
          parameters: {
            runtime: 'torch-distributed',
            image: 'example.test/trainer',
            nodes: 2,
          },
          metrics: {},
        },
      ]);
      await expect(
        lookWith({ conditions: [condition('Suspended', 'no quota')] }),
      ).resolves.toMatchObject({ state: 'pending', message: 'no quota' });
      await expect(
        lookWith({
          conditions: [],
          jobsStatus: [
            jobStatus('dataset-initializer', { ready: 1, succeeded: 1 }),
            jobStatus('node', { active: 1, ready: 1 }),
          ],
          trainerStatus: {
            progressPercentage: 40,
            lastUpdatedTime: '2026-01-01T00:30:00Z',
            metrics: [
              { name: 'loss', value: '0.9' },
              { name: 'phase', value: 'warm-up' },
            ],
          },
        }),
      ).resolves.toMatchObject({
        state: 'running',
        progress: 0.4,
        steps: [
          { name: 'dataset-initializer', state: 'succeeded' },
          { name: 'node', state: 'running' },
        ],
        metrics: { loss: 0.9 },
      });
      await expect(
        lookWith({ conditions: [condition('Complete', 'all jobs completed')] }),
      ).resolves.toEqual(
        expect.objectContaining({
          state: 'succeeded',
          finishedAt: '2026-01-01T01:00:00.000Z',
        }),
      );
      await expect(
        lookWith({ conditions: [condition('Failed', 'out of memory')] }),
      ).resolves.toMatchObject({ state: 'failed', message: 'out of memory' });
    });

    it('tells those who look', async () => {
      await portal.runsOf('model', 'user:default/ann');
      await server().writer.patchStatus(job, {
        conditions: [condition('Complete')],
      });
      clock.goOn(10);
      await portal.poll();
      expect(portal.signals).toMatchObject([
        { recipients: { entityRef: ['user:default/ann'] } },
      ]);
    });

    it('says why nothing is known', async () => {
      await expect(sourceOf('absent')).resolves.toMatchObject({
        state: 'failing',
        error:
          "platformops.io/trainjob: the cluster main has no TrainJob 'nothing' in radiology",
      });
      await expect(sourceOf('refused')).resolves.toMatchObject({
        state: 'failing',
        error: expect.stringMatching(/^the cluster closed .*trainjobs/),
      });
      await expect(sourceOf('elsewhere')).resolves.toMatchObject({
        state: 'failing',
        error:
          "platformops.io/trainjob: found the cluster 'mars', allowed are main, closed (kubernetes.clusterLocatorMethods)",
      });
      await expect(sourceOf('escaping')).resolves.toMatchObject({
        state: 'failing',
        error:
          "platformops.io/trainjob: found 'main/radiology/..', allowed is <cluster>/<namespace>/<name>",
      });
    });

    it('keeps what it knew of a cluster that went away', async () => {
      await portal.runsOf('model');
      await plugin.stop();
      clock.goOn(10);
      await expect(portal.runsOf('model')).resolves.toMatchObject({
        sources: [
          {
            state: 'failing',
            error: expect.stringContaining('could not be asked'),
            observedAt: '2026-01-01T00:00:00.000Z',
          },
        ],
        runs: [{ title: 'fine-tune', state: 'pending' }],
      });
    });
  });
});
