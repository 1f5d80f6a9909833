import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { startPlatform, TUESDAY } from '../__testUtils__/createPlatform';
import { MINUTE } from '../simulation/time';

/** KServe's definition, from its own repository. */
const DEFINITION =
  process.env.KSERVE_INFERENCESERVICE_CRD ??
  join(
    __dirname,
    '../../../../../../shared/schemas/kserve/serving.kserve.io_inferenceservices.yaml',
  );
const SERVICES = '/k8s/apis/serving.kserve.io/v1beta1';

interface ListedObject {
  metadata: {
    name: string;
    namespace: string;
    generation: number;
    labels: Record<string, string>;
  };
  spec: any;
  status: any;
}

/**
 * The part of a definition's schema that a value needs: all of it takes
 * seconds to compile. Fields that the definition does not name are refused.
 */
function schemaFor(schema: any, value: any): any {
  const { properties, additionalProperties, items, format, ...rest } = schema;
  if (schema['x-kubernetes-int-or-string']) {
    return {};
  }
  if (Array.isArray(value)) {
    return { ...rest, items: schemaFor(items, Object.assign({}, ...value)) };
  }
  if (typeof value !== 'object') {
    return rest;
  }
  const known = Object.entries(value).flatMap(([key, each]) => {
    const found = properties?.[key] ?? additionalProperties;
    return found ? [[key, schemaFor(found, each)]] : [];
  });
  return {
    ...rest,
    properties: Object.fromEntries(known),
    additionalProperties: false,
  };
}

describe('KubernetesApi', () => {
  let now = TUESDAY;
  let sandbox: Awaited<ReturnType<typeof startPlatform>>;
  beforeEach(async () => {
    now = TUESDAY;
    sandbox = await startPlatform({ now: () => now });
  });
  afterEach(() => sandbox.stop());

  const read = async (path: string) => (await sandbox.ask(path)).json();
  const list = async (path: string): Promise<ListedObject[]> =>
    (await read(path)).items;
  const find = async (path: string, name: string) =>
    (await list(path)).find(({ metadata }) => metadata.name === name)!;
  const conditionOf = ({ status }: ListedObject, type: string) =>
    status.conditions.find((each: { type: string }) => each.type === type);

  it('can be discovered', async () => {
    expect(await read('/k8s/version')).toMatchObject({ gitVersion: 'v1.34.4' });
    expect(await read('/k8s/api')).toMatchObject({ versions: ['v1'] });
    expect(
      (await read('/k8s/apis')).groups.map(
        ({ name }: { name: string }) => name,
      ),
    ).toEqual(
      expect.arrayContaining([
        'apps',
        'serving.kserve.io',
        'rbac.authorization.k8s.io',
        'networking.k8s.io',
        'storage.k8s.io',
        'wgpolicyk8s.io',
      ]),
    );
    expect((await read('/k8s/api/v1')).resources).toHaveLength(8);
    expect((await read(SERVICES)).resources).toMatchObject([
      {
        name: 'inferenceservices',
        namespaced: true,
        verbs: ['get', 'list', 'delete', 'patch'],
      },
    ]);
  });

  it('lists by namespace, page and label', async () => {
    const all = await list(`${SERVICES}/inferenceservices`);
    expect(all).toHaveLength(10);
    expect(
      (await list(`${SERVICES}/namespaces/imaging/inferenceservices`)).map(
        ({ metadata }) => metadata.name,
      ),
    ).toEqual([
      'chest-xray-triage-service',
      'mammography-service',
      'retinopathy-service',
      'stroke-alert-service',
    ]);
    const paged: ListedObject[] = [];
    let token = '';
    do {
      const page = await read(
        `${SERVICES}/inferenceservices?limit=4&continue=${token}`,
      );
      paged.push(...page.items);
      token = page.metadata.continue ?? '';
    } while (token);
    expect(paged).toEqual(all);
    const selector = encodeURIComponent(
      'backstage.io/kubernetes-id=volatility-service,!owner',
    );
    expect(
      (
        await list(`${SERVICES}/inferenceservices?labelSelector=${selector}`)
      ).map(({ metadata }) => metadata.name),
    ).toEqual(['volatility-service', 'volatility-service-order-flow']);
    expect(await list('/k8s/api/v1/namespaces')).toHaveLength(4);
    expect(await list('/k8s/apis/apps/v1/deployments')).toHaveLength(13);
    expect(
      await read('/k8s/apis/apps/v1/namespaces/shop/deployments/shop-front'),
    ).toMatchObject({ status: { availableReplicas: 1 } });
  });

  it('shows who may do what, and lets one thing be mended', async () => {
    const name = 'chest-xray-triage-service-predictor';
    const path = `/k8s/apis/apps/v1/namespaces/imaging/deployments/${name}`;
    const podSpec = async () => (await read(path)).spec.template.spec;
    expect(await podSpec()).toMatchObject({
      serviceAccountName: 'chest-xray-triage-service',
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          image: expect.stringMatching(/@sha256:[0-9a-f]{64}$/),
          securityContext: { allowPrivilegeEscalation: false },
        },
      ],
    });
    const failing = async () =>
      (await list('/k8s/apis/wgpolicyk8s.io/v1alpha2/policyreports'))
        .filter((report: any) => report.scope.name === name)
        .flatMap((report: any) => report.results)
        .filter(({ result }) => result === 'fail')
        .map(({ policy }) => policy);
    expect(await failing()).toEqual(['require-run-as-nonroot']);

    const patch = (securityContext: unknown) =>
      sandbox.ask(path, {
        method: 'PATCH',
        body: JSON.stringify({
          spec: { template: { spec: { securityContext } } },
        }),
      });
    expect((await patch({ privileged: true })).status).toBe(422);
    expect((await patch({ runAsNonRoot: 'yes' })).status).toBe(422);
    expect((await patch(undefined)).status).toBe(422);
    expect((await patch({ runAsNonRoot: true })).status).toBe(200);
    expect((await podSpec()).securityContext.runAsNonRoot).toBe(true);
    expect(await failing()).toEqual([]);
    const [pod] = (await list('/k8s/api/v1/namespaces/imaging/pods')).filter(
      ({ metadata }) => metadata.name.startsWith(name),
    );
    expect(pod.spec.securityContext.runAsNonRoot).toBe(true);
    expect((await patch({ runAsNonRoot: null })).status).toBe(200);
    expect((await podSpec()).securityContext).toEqual({
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(await failing()).toEqual(['require-run-as-nonroot']);

    const bindings = await list(
      '/k8s/apis/rbac.authorization.k8s.io/v1/rolebindings',
    );
    expect(bindings.map(({ metadata }) => metadata.namespace)).toEqual([
      'assistants',
      'imaging',
      'shop',
      'shop',
      'trading',
      'trading',
    ]);
    expect(
      await list('/k8s/apis/networking.k8s.io/v1/networkpolicies'),
    ).toHaveLength(12);
    expect(await list('/k8s/apis/apps/v1/statefulsets')).toEqual([]);
  });

  it('answers with a Status where there is nothing', async () => {
    for (const [path, message] of [
      ['/k8s/api/v1/secrets', 'the server could not find the requested'],
      ['/k8s/apis/apps/v2/deployments', 'the server could not find'],
      [
        `${SERVICES}/namespaces/shop/inferenceservices/shop-front`,
        'inferenceservices.serving.kserve.io "shop-front" not found',
      ],
    ]) {
      const response = await sandbox.ask(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        kind: 'Status',
        reason: 'NotFound',
        code: 404,
        message: expect.stringContaining(message),
      });
    }
    const post = await sandbox.ask('/k8s/api/v1/pods', { method: 'POST' });
    expect(post.status).toBe(405);
    const limit = await sandbox.ask('/k8s/api/v1/pods?limit=x');
    expect(limit.status).toBe(400);
  });

  it('serves what the registry has in production', async () => {
    const path = `${SERVICES}/inferenceservices`;
    const models = sandbox.platform.simulations
      .flatMap(({ workload }) => workload.models)
      .filter(({ inferenceService }) => inferenceService);
    expect(models).toHaveLength(10);
    expect(
      models.filter(({ pinnedVersion }) => pinnedVersion !== undefined),
    ).toMatchObject([{ name: 'market-abuse-detection', pinnedVersion: 6 }]);
    for (const model of models) {
      const { spec, status } = await find(path, model.inferenceService!);
      const { aliases, versions } = sandbox.registry.getModel(model.name);
      const expected = model.pinnedVersion ?? aliases.get('champion')!;
      expect(spec.predictor.model.storageUri).toBe(
        versions.get(expected)!.source,
      );
      expect(status.modelStatus.transitionStatus).toBe('UpToDate');
    }

    const name = 'recommendation-service';
    const before = await find(path, name);
    await sandbox.ask('/api/2.0/mlflow/registered-models/alias', {
      method: 'POST',
      body: JSON.stringify({
        name: 'product-recommender',
        alias: 'champion',
        version: '13',
      }),
    });
    now += MINUTE;
    expect(await find(path, name)).toEqual(before);
    now += 2 * MINUTE;
    const { spec, metadata } = await find(path, name);
    expect(metadata.generation).toBe(2);
    expect(spec.predictor.model.storageUri).toBe(
      sandbox.registry.getModel('product-recommender').versions.get(13)!.source,
    );
  });

  it('shows what faults and idleness do', async () => {
    const churn = await find(
      '/k8s/apis/apps/v1/deployments',
      'churn-scoring-predictor-00001-deployment',
    );
    expect(churn.status).toMatchObject({ replicas: 0, availableReplicas: 0 });
    expect(conditionOf(churn, 'Available').status).toBe('True');

    for (const fault of ['bad-deployment', 'memory-leak']) {
      await sandbox.ask(`/sandbox/v1/faults/${fault}`, {
        method: 'POST',
      });
    }
    now += 11 * MINUTE;
    const bad = await find(
      `${SERVICES}/inferenceservices`,
      'chest-xray-triage-service',
    );
    expect(conditionOf(bad, 'Ready')).toMatchObject({
      status: 'False',
      lastTransitionTime: '2026-06-16T10:00:30Z',
      message: expect.stringContaining('fails its readiness probe'),
    });
    expect(conditionOf(bad, 'IngressReady').status).toBe('True');
    expect(bad.status.modelStatus).toMatchObject({
      transitionStatus: 'BlockedByFailedLoad',
      lastFailureInfo: { reason: 'RuntimeUnhealthy' },
    });
    expect(bad.spec.predictor.model.storageUri).toBe(
      sandbox.registry.getModel('chest-xray-triage').versions.get(15)!.source,
    );

    const pods = await list('/k8s/api/v1/namespaces/imaging/pods');
    const leaking = pods.find(({ metadata }) =>
      metadata.name.startsWith('reading-list-'),
    )!;
    expect(leaking.status.containerStatuses[0]).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
    });
    const selected = sandbox.platform.find('reading-list')!.momentAt(now);
    expect(leaking.metadata.name).toBe(selected.replica!.pod);

    now += 20 * MINUTE;
    const again = await find(
      `${SERVICES}/inferenceservices`,
      'chest-xray-triage-service',
    );
    expect(conditionOf(again, 'Ready').status).toBe('True');
    expect(again.metadata.generation).toBe(3);
  });

  const isThere = existsSync(DEFINITION);
  (isThere ? describe : describe.skip)(
    isThere
      ? "KServe's definition"
      : "KServe's definition (skipped: KSERVE_INFERENCESERVICE_CRD names no file)",
    () => {
      it('allows the InferenceServices', async () => {
        const definition = parse(readFileSync(DEFINITION, 'utf8'));
        const schema = definition.spec.versions[0].schema.openAPIV3Schema;
        const errorsOf = (object: { spec: unknown; status: unknown }) => {
          const ajv = new Ajv({ strict: false });
          return (['spec', 'status'] as const).flatMap(part => {
            const own = schemaFor(schema.properties[part], object[part]);
            ajv.validate(own, object[part]);
            return ajv.errors ?? [];
          });
        };
        await sandbox.ask('/sandbox/v1/faults/bad-deployment', {
          method: 'POST',
        });
        now += MINUTE;
        for (const object of await list(`${SERVICES}/inferenceservices`)) {
          expect(errorsOf(object)).toEqual([]);
        }
        expect(
          errorsOf({
            spec: { predictor: { models: {} } },
            status: { modelStatus: { transitionStatus: 'Lost' } },
          }),
        ).toHaveLength(2);
      });
    },
  );
});
