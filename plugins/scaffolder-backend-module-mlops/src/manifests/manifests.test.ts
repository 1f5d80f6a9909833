import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { accessTo } from '../__testUtils__/accessTo';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createKubernetesApplyAction } from '../kubernetes/apply';

/** What is here is refused before a cluster is asked. */
describe('kubernetes:apply refuses', () => {
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await Workspace.create();
  });

  afterEach(() => workspace.remove());

  const apply = (
    options: Parameters<typeof runAction>[2] = {},
    access = accessTo({ name: 'main' }),
  ) =>
    runAction(
      createKubernetesApplyAction({ access, client: {} as any }),
      { cluster: 'main', namespace: 'radiology', directory: 'deploy' },
      { workspacePath: workspace.path, isDryRun: true, ...options },
    );
  const refusal = async (text: string) => {
    await workspace.write({ 'deploy/all.yaml': text });
    const { error } = await apply();
    expect(error?.name).toBe('InputError');
    return error!.message;
  };
  const object = (apiVersion: string, kind: string, rest: object = {}) => ({
    apiVersion,
    kind,
    metadata: { name: 'a' },
    ...rest,
  });

  it.each([
    ['v1', 'Secret'],
    ['v1', 'Pod'],
    ['v1', 'PersistentVolume'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
    ['apiregistration.k8s.io/v1', 'APIService'],
    // Of another group than the one that is meant.
    ['example.com/v1', 'Deployment'],
    ['example.com/v1', 'Namespace'],
  ])('%s %s, alone or in a list', async (apiVersion, kind) => {
    const metadata = { name: 'radiology' };
    const bad = object(apiVersion, kind, { metadata });
    const good = object('v1', 'ConfigMap');
    const list = object('v1', 'List', {
      items: [good, object('v1', 'List', { items: [bad] })],
    });
    for (const text of [stringify(bad), stringify(list)]) {
      expect(await refusal(text)).toContain(`paths may not apply ${kind}`);
    }
  });

  const template = (spec: object) => ({ spec: { template: { spec } } });
  const container = (securityContext: object) =>
    template({ containers: [{ name: 'main', securityContext }] });
  it.each<[string, string, string, object]>([
    [
      'hostPath',
      'apps/v1',
      'Deployment',
      template({ volumes: [{ hostPath: { path: '/' } }] }),
    ],
    ['hostNetwork', 'apps/v1', 'Deployment', template({ hostNetwork: true })],
    ['hostPID', 'batch/v1', 'Job', template({ hostPID: true })],
    ['privileged', 'apps/v1', 'Deployment', container({ privileged: true })],
    [
      'capabilities',
      'apps/v1',
      'Deployment',
      container({ capabilities: { add: ['SYS_ADMIN'] } }),
    ],
    [
      'seccompProfile',
      'apps/v1',
      'Deployment',
      container({ seccompProfile: { type: 'Unconfined' } }),
    ],
    [
      'hostPort',
      'apps/v1',
      'Deployment',
      template({ containers: [{ ports: [{ hostPort: 22 }] }] }),
    ],
    [
      'sysctls',
      'apps/v1',
      'Deployment',
      template({ securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } }),
    ],
    [
      'hostIPC',
      'serving.kserve.io/v1beta1',
      'InferenceService',
      { spec: { transformer: { hostIPC: true } } },
    ],
    [
      'hostPath',
      'trainer.kubeflow.org/v1alpha1',
      'TrainJob',
      {
        spec: {
          podTemplateOverrides: [{ spec: { volumes: [{ hostPath: {} }] } }],
        },
      },
    ],
    ['externalIPs', 'v1', 'Service', { spec: { externalIPs: ['10.0.0.1'] } }],
    ['ExternalName', 'v1', 'Service', { spec: { type: 'ExternalName' } }],
    [
      'default of the cluster',
      'storage.k8s.io/v1',
      'StorageClass',
      {
        metadata: {
          name: 'a',
          annotations: {
            'storageclass.kubernetes.io/is-default-class': 'true',
          },
        },
      },
    ],
    [
      'pod-security',
      'v1',
      'Namespace',
      {
        metadata: {
          name: 'radiology',
          labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
        },
      },
    ],
  ])('%s in %s %s', async (field, apiVersion, kind, rest) => {
    expect(await refusal(stringify(object(apiVersion, kind, rest)))).toContain(
      field,
    );
  });

  it('YAML that says two things, or that is larger than it looks', async () => {
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:';
    expect(await refusal(`${head} {}\nkind: Secret\n`)).toContain(
      'the key kind stands twice',
    );
    expect(
      await refusal(`${head}\n  a: &a "${'x'.repeat(900_000)}"\n  b: *a\n`),
    ).toContain('with its aliases written out');
    const levels = [...Array(30).keys()].map(
      level => `  a${level + 1}: &a${level + 1} [*a${level}, *a${level}]\n`,
    );
    expect(
      await refusal(`${head}\n  a0: &a0 [x]\n${levels.join('')}`),
    ).toContain('Excessive alias count');
    const aliases = [...Array(20_000).keys()].map(
      key => `  a${key}: &a${key} x\n  b${key}: *a${key}\n`,
    );
    expect(await refusal(`${head}\n${aliases.join('')}`)).toContain(
      'more than 100 aliases',
    );
    expect(await refusal(`${head} &a {b: *a}\n`)).toContain('contains itself');
    expect(await refusal('{kind: List, items: ['.repeat(3000))).toContain(
      'deploy/all.yaml',
    );
  });

  it('in good time', async () => {
    const keys = [...Array(60_000).keys()].map(key => `  k${key}: ''\n`);
    await workspace.write({
      'deploy/all.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${keys.join(
        '',
      )}`,
    });
    const before = process.cpuUsage();
    const { error } = await apply();
    expect(error).toBeUndefined();
    // With the library's own look for keys that stand twice: more than 60 s.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  it('links, which may lead anywhere', async () => {
    await workspace.write({
      'deploy/a.yaml': stringify(object('v1', 'ConfigMap')),
    });
    await symlink('/etc/hostname', join(workspace.path, 'deploy/policy.yaml'));
    expect((await apply()).error?.message).toBe(
      'directory: deploy/policy.yaml is a symbolic link; expected are files alone',
    );
  });

  it('clusters, namespaces and templates that are not configured', async () => {
    await workspace.write({
      'deploy/a.yaml': stringify(object('batch/v1', 'CronJob')),
    });
    const templateInfo = { entityRef: 'template:default/serve-model' };
    let isDryRun = true;
    const main = { name: 'main', kinds: ['CronJob.batch'] };
    const tell = async (...clusters: Parameters<typeof accessTo>) =>
      (await apply({ templateInfo, isDryRun }, accessTo(...clusters))).error
        ?.message;
    expect(await tell()).toBe(
      'cluster: found main; templates may write to none (goldenPaths.kubernetes.clusters)',
    );
    expect(await tell(main)).toBeUndefined();
    isDryRun = false;
    expect(
      await tell({ ...main, templates: ['template:default/other'] }),
    ).toContain('clusters[0].templates: template:default/serve-model is not');
    isDryRun = true;
    expect(await tell({ ...main, namespaces: ['ml-*', 'shop'] })).toBe(
      'namespace: found radiology; allowed are ml-*, shop (goldenPaths.kubernetes.clusters[0].namespaces)',
    );
    expect(
      await tell({
        ...main,
        namespaces: ['radio*'],
        templates: ['serve-model'],
      }),
    ).toBeUndefined();
    expect(() => accessTo({ name: 'main', kinds: ['*'] })).toThrow(
      "clusters[0].kinds: found '*', allowed is",
    );
  });
});
