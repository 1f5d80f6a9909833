import {
  ClusterError,
  type KubernetesClient,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { accessTo } from '../__testUtils__/accessTo';
import { runAction } from '../__testUtils__/runAction';
import { createWatchTrainJobAction } from './watch';

/** A cluster that answers each look with the next; the last one stays. */
function clusterWith(looks: unknown[]): KubernetesClient {
  const client: Pick<KubernetesClient, 'listClusters' | 'ask'> = {
    listClusters: async () => [
      { name: 'main', authProvider: 'serviceAccount' },
    ],
    ask: async ({ path, signal }) => {
      signal.throwIfAborted();
      if (path === '/apis') {
        return {
          groups: [
            {
              name: 'trainer.kubeflow.org',
              versions: [{ version: 'v1alpha1' }],
            },
          ],
        };
      }
      if (path === '/apis/trainer.kubeflow.org/v1alpha1') {
        return {
          resources: [
            { name: 'trainjobs/status', kind: 'TrainJob', namespaced: true },
            { name: 'trainjobs', kind: 'TrainJob', namespaced: true },
          ],
        };
      }
      expect(path).toBe(
        '/apis/trainer.kubeflow.org/v1alpha1/namespaces/radiology/trainjobs/fine-tune',
      );
      const look = looks.length > 1 ? looks.shift() : looks[0];
      if (look instanceof Error) {
        throw look;
      }
      return { status: look };
    },
  };
  return client as KubernetesClient;
}

const watch = (
  looks: unknown[],
  input: object = {},
  options: Parameters<typeof runAction>[2] = {},
) =>
  runAction(
    createWatchTrainJobAction({
      access: accessTo({ name: 'main' }, { name: 'moon' }),
      client: clusterWith(looks),
      betweenLooksMilliseconds: 0,
    }),
    { cluster: 'main', namespace: 'radiology', name: 'fine-tune', ...input },
    options,
  );
const condition = (type: string, message = '') => ({
  conditions: [{ type, status: 'True', message }],
});
const unreachable = new ClusterError('unreachable', 'cannot be reached');

describe('trainjob:watch', () => {
  it('tells each state once', async () => {
    const { error, log, outputs } = await watch([
      undefined,
      {},
      condition('Suspended', 'waits for its queue'),
      { jobsStatus: [{ name: 'node', active: 1 }] },
      {
        trainerStatus: {
          progressPercentage: 50,
          estimatedRemainingSeconds: 90,
        },
      },
      condition('Complete'),
    ]);
    expect(error).toBeUndefined();
    expect(log).toEqual([
      'info fine-tune: pending',
      'info fine-tune: suspended, waits for its queue',
      'info fine-tune: running',
      'info fine-tune: running, 50 %, about 90 s left',
      'info fine-tune: succeeded',
    ]);
    expect(outputs).toEqual({ state: 'succeeded', metrics: {} });
  });

  it('goes on where the cluster does not answer for a while', async () => {
    const { error } = await watch([
      ...Array(9).fill(unreachable),
      {},
      ...Array(9).fill(unreachable),
      condition('Complete'),
    ]);
    expect(error).toBeUndefined();
    const gone = await watch([unreachable]);
    expect(gone.error?.message).toContain('the cluster main cannot be reached');
    const refused = await watch([
      new ClusterError('forbidden', 'refuses it'),
      condition('Complete'),
    ]);
    expect(refused.error?.message).toContain('refuses it');
  });

  it('only warns of a failure when told', async () => {
    const failed = [condition('Failed', 'out of memory')];
    expect((await watch(failed)).error?.message).toContain('out of memory');
    const { error, outputs } = await watch(failed, { onFailure: 'warn' });
    expect(error).toBeUndefined();
    expect(outputs.state).toBe('failed');
  });

  it('tells a job that is not there', async () => {
    const { error } = await watch([new ClusterError('missing', 'none')]);
    expect(error?.message).toBe(
      'name: found fine-tune; main has no TrainJob of that name in radiology',
    );
  });

  it('stops when the time is over, and when the task is cancelled', async () => {
    const late = await watch([{}], { timeoutMinutes: 1e-9 });
    expect(late.error?.message).toContain('and still is pending');
    const controller = new AbortController();
    const { error } = await watch(
      [{}],
      {},
      { signal: controller.signal, onLog: () => controller.abort() },
    );
    expect(error?.name).toBe('AbortError');
  });
});
