import { describeWithContract, DOUBLE_TOKEN } from '@platform-ops/test-servers';
import { InstantTimer } from '../__testUtils__/InstantTimer';
import { ArgoCdClient } from './ArgoCdClient';
import type { ArgoCdManifest } from './types';

describeWithContract('argocd', 'ArgoCdClient', double => {
  const connect = (timer = InstantTimer.create()) =>
    ArgoCdClient.create({
      url: double().url,
      token: DOUBLE_TOKEN,
      key: 'goldenPaths.connections.argocd.main',
      timer,
    });
  const target = { name: 'fraud', project: 'models' };
  const manifest = (targetRevision = 'main'): ArgoCdManifest => ({
    metadata: {
      name: 'fraud',
      labels: { team: 'risk' },
      annotations: { note: 'made by a path' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'models',
      source: {
        repoURL: 'https://git.example.com/fraud.git',
        path: 'deploy',
        targetRevision,
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'fraud',
      },
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
    },
  });
  /** Deploys a revision as the controller would. */
  const deploy = async (client: ArgoCdClient, revision: string) => {
    await client.upsertApplication(manifest(revision));
    await client.sync(target);
    double().endOperation('fraud');
  };

  it('makes an application once, and changes it', async () => {
    const client = connect();
    await expect(client.getApplication(target)).resolves.toBe(undefined);
    const made = await client.upsertApplication(manifest());
    expect(made).toEqual({
      name: 'fraud',
      namespace: 'argocd',
      project: 'models',
      repoUrls: ['https://git.example.com/fraud.git'],
      health: 'Missing',
      sync: 'OutOfSync',
      isOperationPending: false,
      history: [],
      conditions: [],
    });
    await expect(client.upsertApplication(manifest())).resolves.toEqual(made);
    await client.upsertApplication(manifest('v2'));
    await expect(client.getApplication(target)).resolves.toEqual(made);
  });

  it('syncs and waits until it is healthy', async () => {
    const steps = [
      () => double().beginOperation('fraud'),
      () => double().endOperation('fraud', { health: 'Progressing' }),
      () => {},
      () => double().setHealth('fraud', 'Healthy'),
    ];
    const client = connect(InstantTimer.create(() => steps.shift()!()));
    await client.upsertApplication(manifest());
    await expect(
      client.sync(target, {
        revision: 'main',
        prune: true,
        dryRun: false,
        syncOptions: ['ServerSideApply=true'],
      }),
    ).resolves.toMatchObject({ isOperationPending: true });

    const seen: string[] = [];
    const application = await client.waitForApplication(target, {
      onProgress: ({ health, sync, operation }) =>
        seen.push(`${health} ${sync} ${operation?.phase}`),
    });
    expect(seen).toEqual([
      'Missing OutOfSync undefined',
      'Missing OutOfSync Running',
      'Progressing Synced Succeeded',
      'Healthy Synced Succeeded',
    ]);
    expect(application).toMatchObject({
      health: 'Healthy',
      sync: 'Synced',
      revision: 'main',
      history: [{ id: 0, revision: 'main', deployedAt: expect.any(String) }],
    });
  });

  it('says why an operation failed', async () => {
    const client = connect(
      InstantTimer.create(() =>
        double().endOperation('fraud', {
          phase: 'Failed',
          message: 'one or more objects failed to apply',
        }),
      ),
    );
    await client.upsertApplication(manifest());
    await client.sync(target);
    await expect(client.waitForApplication(target)).rejects.toThrow(
      "Argo CD (goldenPaths.connections.argocd.main) could not deploy application 'fraud': one or more objects failed to apply",
    );
  });

  it('says what it saw last when the time is over', async () => {
    const client = connect();
    await client.upsertApplication(manifest());
    await client.sync(target);
    await expect(
      client.waitForApplication(target, { timeoutSeconds: 30 }),
    ).rejects.toThrow(
      "was waited for 30 s, and still application 'fraud' is Missing and OutOfSync, its operation is asked for",
    );
    double().endOperation('fraud');
    double().setHealth('fraud', 'Degraded', 'no GPU is free');
    await expect(
      client.waitForApplication(target, { timeoutSeconds: 30 }),
    ).rejects.toThrow('is Degraded (no GPU is free) and Synced');
    await expect(
      client.waitForApplication({ name: 'other' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('rolls back to what was deployed before', async () => {
    const client = connect(
      InstantTimer.create(() => double().endOperation('fraud')),
    );
    await client.upsertApplication(manifest('v1'));
    await expect(client.rollback(target)).rejects.toThrow(
      "cannot roll application 'fraud' back: 0 deployments are known of it, at least 2 are needed",
    );
    await deploy(client, 'v1');
    await deploy(client, 'v2');

    await client.rollback(target, { prune: true });
    const application = await client.waitForApplication(target, {
      synced: false,
    });
    expect(application).toMatchObject({ sync: 'OutOfSync', revision: 'v1' });
    expect(application.history.map(({ revision }) => revision)).toEqual([
      'v1',
      'v2',
      'v1',
    ]);

    await expect(client.rollback(target, { id: 99 })).rejects.toThrow(
      'does not have deployment with id 99',
    );
  });

  it('says that Argo CD does not roll back what it syncs itself', async () => {
    const client = connect();
    await deploy(client, 'v1');
    await deploy(client, 'v2');
    const { metadata, spec } = manifest('v2');
    await client.upsertApplication({
      metadata,
      spec: { ...spec, syncPolicy: { automated: { prune: true } } },
    });
    await expect(client.rollback(target)).rejects.toThrow(
      'rollback cannot be initiated when auto-sync is enabled',
    );
  });
});
