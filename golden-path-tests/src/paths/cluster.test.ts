import {
  describeWithServer,
  type KubernetesWriter,
} from '@platform-ops/test-servers';
import { readFileSync } from 'node:fs';
import {
  RenderedRepository,
  type KubernetesManifest,
} from './RenderedRepository';
import { findSchema, whySkipped } from './schemas';
import { TemplateRunner } from './TemplateRunner';
import { CHOICES, pairs } from './values';

jest.setTimeout(180_000);

const PATHS = ['diagnostic-model-deployment', 'serve-model', 'fine-tune-llm'];
const DEFINITIONS: Record<string, string> = {
  InferenceService: 'kserve/serving.kserve.io_inferenceservices.yaml',
  LLMInferenceService: 'kserve/serving.kserve.io_llminferenceservices.yaml',
  TrainJob: 'kubeflow/trainer.kubeflow.org_trainjobs.yaml',
};
const ADDRESSES: Record<string, string> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/namespaces/{namespace}/serviceaccounts',
  Service: '/api/v1/namespaces/{namespace}/services',
  PersistentVolumeClaim:
    '/api/v1/namespaces/{namespace}/persistentvolumeclaims',
  Deployment: '/apis/apps/v1/namespaces/{namespace}/deployments',
  StorageClass: '/apis/storage.k8s.io/v1/storageclasses',
  NetworkPolicy:
    '/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies',
  PodDisruptionBudget:
    '/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets',
  InferenceService:
    '/apis/serving.kserve.io/v1beta1/namespaces/{namespace}/inferenceservices',
  LLMInferenceService:
    '/apis/serving.kserve.io/v1alpha2/namespaces/{namespace}/llminferenceservices',
  TrainJob:
    '/apis/trainer.kubeflow.org/v1alpha1/namespaces/{namespace}/trainjobs',
};
/** Whose definitions are not published as files that we have. */
const WITHOUT_DEFINITION = /\.istio\.io\/|^monitoring\.coreos\.com\//;

describeWithServer(
  'kubernetes',
  `a cluster${whySkipped(...Object.values(DEFINITIONS))}`,
  server => {
    let runner: TemplateRunner;
    const defined = new Set<string>();

    beforeAll(async () => {
      runner = await TemplateRunner.start();
      for (const [kind, definition] of Object.entries(DEFINITIONS)) {
        const file = findSchema(definition);
        if (file) {
          await server().writer.applyYaml(
            withoutWebhook(readFileSync(file, 'utf8')),
          );
          defined.add(kind);
        }
      }
      // A dry run makes no namespace for what comes after it.
      for (const name of ['imaging-triage', 'support-answers']) {
        await server().writer.apply({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name },
        });
      }
    }, 120_000);
    afterAll(async () => {
      await runner?.stop();
    });

    const check = (manifest: KubernetesManifest) =>
      dryRun(server().writer, manifest);

    it.each(PATHS)('takes all that %s makes', async path => {
      const seen = new Set<string>();
      // Which CI it is changes no object.
      const { ci, ...choices } = CHOICES[path];
      for (const row of pairs(choices)) {
        const made = await RenderedRepository.render(runner, path, {
          ...row,
          ci: ci[0],
        });
        const jobs = made.paths
          .filter(file => file === 'training/trainjob.yaml')
          .map(file => made.yaml(file));
        for (const manifest of [...made.manifests, ...jobs]) {
          const text = JSON.stringify(manifest);
          const isKnown =
            !WITHOUT_DEFINITION.test(manifest.apiVersion) &&
            (defined.has(manifest.kind) || !(manifest.kind in DEFINITIONS));
          if (isKnown && !seen.has(text)) {
            seen.add(text);
            await check(manifest);
          }
        }
      }
      expect(seen.size).toBeGreaterThan(8);
    });

    it('refuses what is wrong', async () => {
      const { manifests } = await RenderedRepository.render(
        runner,
        'diagnostic-model-deployment',
        { ground: 'eks', delivery: 'kubernetes', ci: 'github' },
      );
      const find = (kind: string) =>
        structuredClone(manifests.find(each => each.kind === kind)!) as any;
      const deployment = find('Deployment');
      deployment.spec.template.spec.containers[0].imagee = 'x';
      const policy = find('NetworkPolicy');
      policy.spec.policyTypes = ['Sideways'];
      const service = find('InferenceService');
      service.spec.predictor.maxReplicas = 'many';
      const wrong: Array<[KubernetesManifest, RegExp]> = [
        [deployment, /imagee/],
        [policy, /policyTypes/],
        ...(defined.has('InferenceService')
          ? [[service, /maxReplicas/] as [KubernetesManifest, RegExp]]
          : []),
      ];
      for (const [manifest, why] of wrong) {
        await expect(check(manifest)).rejects.toThrow(why);
      }
    });
  },
);

/** Asks the server whether it would take an object, and changes nothing. */
async function dryRun(
  writer: KubernetesWriter,
  manifest: KubernetesManifest,
): Promise<void> {
  const address = ADDRESSES[manifest.kind];
  if (!address) {
    throw new Error(`${manifest.kind}: no address is known for it`);
  }
  const { name, namespace = '' } = manifest.metadata;
  await writer.send(
    'PATCH',
    `${address.replace('{namespace}', namespace)}/${name}?dryRun=All` +
      '&fieldManager=platform-ops-portal&fieldValidation=Strict',
    manifest,
    'application/apply-patch+yaml',
  );
}

/** What would convert old versions does not run here. */
function withoutWebhook(definition: string): string {
  return definition.replace(/^ {2}conversion:\n(?: {4}.*\n)*/m, '');
}
