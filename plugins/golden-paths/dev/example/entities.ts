import type { Entity } from '@backstage/catalog-model';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import {
  ANNOTATION_GOLDEN_PATH,
  ANNOTATION_GOLDEN_PATH_CONTROLS,
  ANNOTATION_GOLDEN_PATH_MINUTES,
  ANNOTATION_GOLDEN_PATH_VERSION,
  ANNOTATION_KFP_PIPELINE,
} from '@platform-ops/backstage-plugin-golden-paths-common';

export const SERVICE_REF = 'component:default/chest-xray-triage';
export const TEMPLATE_REF = 'template:default/diagnostic-model-deployment';

const OWNER = 'group:default/imaging';
const OWNED = [{ type: 'ownedBy', targetRef: OWNER }];

/** A golden path with one step of each of our fields. */
export const exampleTemplate: TemplateEntityV1beta3 = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'diagnostic-model-deployment',
    title: 'Diagnostic model deployment',
    description: 'A pipeline and a service for a model that helps to diagnose.',
    tags: ['healthcare'],
    annotations: {
      [ANNOTATION_GOLDEN_PATH_VERSION]: '1.1.0',
      [ANNOTATION_GOLDEN_PATH_MINUTES]: '10',
      [ANNOTATION_GOLDEN_PATH_CONTROLS]:
        'hipaa-security/164.312-b, hipaa-security/164.312-e-1, secure-delivery/signed',
    },
  },
  spec: {
    type: 'service',
    owner: 'imaging',
    steps: [],
    parameters: [
      {
        title: 'What',
        required: ['name', 'model'],
        properties: {
          name: { type: 'string', title: 'Name', 'ui:field': 'PathName' },
          model: { type: 'string', title: 'Model', 'ui:field': 'ModelPicker' },
          dataset: {
            type: 'string',
            title: 'Dataset',
            'ui:field': 'DatasetPicker',
          },
        },
      },
      {
        title: 'Release',
        required: ['release'],
        properties: {
          release: {
            type: 'object',
            title: 'Version',
            'ui:field': 'ModelReleasePicker',
            required: ['uri', 'digest', 'format'],
            properties: {
              version: { type: 'string', title: 'Version' },
              uri: {
                type: 'string',
                title: 'Address of the artefact',
                pattern: '^s3://[a-z0-9][A-Za-z0-9./_-]*$',
              },
              digest: {
                type: 'string',
                title: 'Digest of the artefact',
                pattern: '^sha256:[0-9a-f]{64}$',
              },
              format: {
                type: 'string',
                title: 'Format',
                enum: ['sklearn', 'pytorch'],
                default: 'sklearn',
              },
            },
          },
        },
      },
      {
        title: 'Where',
        required: ['cluster', 'pipelineConnection'],
        properties: {
          cluster: {
            type: 'string',
            title: 'Cluster',
            'ui:field': 'ClusterPicker',
          },
          pipelineConnection: {
            type: 'string',
            title: 'Pipelines',
            'ui:field': 'ConnectionPicker',
            'ui:options': { kind: 'pipelines' },
          },
          registryConnection: {
            type: 'string',
            title: 'Registry',
            'ui:field': 'ConnectionPicker',
            'ui:options': { kind: 'registries', preselect: true },
          },
          argocdConnection: {
            type: 'string',
            title: 'Argo CD',
            'ui:field': 'ConnectionPicker',
            'ui:options': { kind: 'argocd', preselect: true },
          },
        },
      },
      {
        title: 'Preview',
        properties: {
          preview: { type: 'string', 'ui:field': 'PathPreview' },
        },
      },
    ],
  },
  relations: OWNED,
};

function entity(
  kind: string,
  name: string,
  title: string,
  spec: Record<string, string>,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', title, annotations },
    spec: { owner: 'imaging', ...spec },
    relations: OWNED,
  };
}

/** What is in the catalog of the example. */
export function exampleEntities(): Entity[] {
  return [
    exampleTemplate,
    entity(
      'Component',
      'chest-xray-triage',
      'Chest X-ray triage',
      { type: 'inference-service', lifecycle: 'production' },
      {
        [ANNOTATION_GOLDEN_PATH]: 'diagnostic-model-deployment@1.0.0',
        [ANNOTATION_KFP_PIPELINE]: 'sandbox/chest-xray-triage',
        'backstage.io/managed-by-location':
          'url:http://localhost:7007/api/golden-paths/git/chest-xray-triage/blob/main/catalog-info.yaml',
      },
    ),
    entity('Model', 'chest-xray', 'Chest X-ray', { lifecycle: 'production' }),
    entity('Model', 'bone-age', 'Bone age', { lifecycle: 'production' }),
    entity('Dataset', 'chest-xray-2025', 'Chest X-rays of 2025', {}),
    entity('Resource', 'sandbox', 'Sandbox cluster', {
      type: 'kubernetes-cluster',
    }),
    entity('Resource', 'bucket', 'A bucket', { type: 'bucket' }),
    entity('Group', 'imaging', 'Imaging', { type: 'team' }),
  ];
}
