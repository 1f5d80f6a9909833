import type { PathDifference } from '@platform-ops/backstage-plugin-golden-paths-common';
import { SERVICE_REF, TEMPLATE_REF } from './entities';

/** The files of the example, as text; one is none. */
export const EXAMPLE_FILES: Record<string, string | undefined> = {
  'README.md': '# Chest X-ray triage\n\nServes the model.\n',
  'catalog-info.yaml':
    'kind: Component\nmetadata:\n  name: chest-xray-triage\n',
  'deploy/inference-service.yaml': 'kind: InferenceService\n',
  'deploy/network-policy.yaml': 'kind: NetworkPolicy\n',
  'docs/index.md': '# About\n',
  'docs/picture.png': undefined,
  'empty.txt': '',
};

export const EXAMPLE_IMAGE_SIZE = 12_345;

/** What 1.1.0 would change. */
export const EXAMPLE_DIFFERENCE: PathDifference = {
  entityRef: SERVICE_REF,
  templateRef: TEMPLATE_REF,
  from: '1.0.0',
  to: '1.1.0',
  files: [
    {
      path: 'deploy/network-policy.yaml',
      change: 'added',
      after: 'kind: NetworkPolicy\n',
      patch:
        '--- /dev/null\n+++ b/deploy/network-policy.yaml\n@@ -0,0 +1 @@\n+kind: NetworkPolicy\n',
    },
    {
      path: 'README.md',
      change: 'changed',
      before: '# Triage\n',
      after: '# Chest X-ray triage\n',
      patch:
        '--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-# Triage\n+# Chest X-ray triage\n',
    },
    {
      path: 'docs/picture.png',
      change: 'removed',
      patch: '',
    },
  ],
};
