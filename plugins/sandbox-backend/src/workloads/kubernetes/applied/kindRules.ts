import type { ResourceName } from '../resources';
import type { Manifest } from './AppliedRecord';

/**
 * What is wrong with a field.
 */
export interface Cause {
  field: string;
  message: string;
}

interface KindRule {
  required: string[];
  immutable?: string[];
  check?: (manifest: Manifest) => Cause[];
}

const FRAMEWORKS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
];

function invalid(field: string, message: string): Cause[] {
  return [{ field, message: `Invalid value: ${message}` }];
}

function containersOf(containers: unknown, field: string): Cause[] {
  return (Array.isArray(containers) ? containers : []).flatMap(
    (container, index) =>
      ['name', 'image'].flatMap(key =>
        container?.[key]
          ? []
          : [
              {
                field: `${field}[${index}].${key}`,
                message: 'Required value',
              },
            ],
      ),
  );
}

function checkDeployment({ spec }: Manifest): Cause[] {
  const labels = spec.template?.metadata?.labels ?? {};
  const isLost = Object.entries(spec.selector?.matchLabels ?? {}).some(
    ([key, value]) => labels[key] !== value,
  );
  return [
    ...(isLost
      ? invalid(
          'spec.template.metadata.labels',
          '`selector` does not match template `labels`',
        )
      : []),
    ...containersOf(
      spec.template?.spec?.containers,
      'spec.template.spec.containers',
    ),
  ];
}

function checkInferenceService({ spec }: Manifest): Cause[] {
  const predictor = spec.predictor ?? {};
  const found = ['model', 'containers', 'workerSpec', ...FRAMEWORKS].filter(
    key => key !== 'workerSpec' && predictor[key] !== undefined,
  );
  if (found.length !== 1) {
    return invalid(
      'spec.predictor',
      `exactly one of model, containers and the frameworks must be specified, found ${
        found.join(', ') || 'none'
      }`,
    );
  }
  return predictor.model && !predictor.model.modelFormat?.name
    ? [
        {
          field: 'spec.predictor.model.modelFormat.name',
          message: 'Required value',
        },
      ]
    : [];
}

function checkRules({ spec }: Manifest): Cause[] {
  const groups: any[] = Array.isArray(spec.groups) ? spec.groups : [];
  return groups.flatMap((group, at) => [
    ...(group?.name
      ? []
      : [{ field: `spec.groups[${at}].name`, message: 'Required value' }]),
    ...(group?.rules ?? []).flatMap((rule: any, index: number) =>
      rule?.expr && Boolean(rule.alert) !== Boolean(rule.record)
        ? []
        : invalid(
            `spec.groups[${at}].rules[${index}]`,
            'a rule has an expr, and either alert or record',
          ),
    ),
  ]);
}

function checkBudget({ spec }: Manifest): Cause[] {
  return spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
    ? invalid('spec', 'minAvailable and maxUnavailable cannot be both set')
    : [];
}

function checkTrainJob({ metadata }: Manifest): Cause[] {
  return /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(metadata.name)
    ? []
    : invalid('metadata.name', 'must match RFC 1035 DNS label format');
}

/**
 * The kinds that can be applied here. The API server knows more of each; this
 * is what goes wrong most often.
 */
export const KIND_RULES: Partial<Record<ResourceName, KindRule>> = {
  namespaces: { required: [] },
  serviceaccounts: { required: [] },
  configmaps: { required: [] },
  resourcequotas: { required: [] },
  limitranges: { required: ['spec.limits'] },
  services: { required: ['spec.ports'] },
  persistentvolumeclaims: {
    required: ['spec.accessModes', 'spec.resources.requests.storage'],
    immutable: ['spec.accessModes', 'spec.storageClassName'],
  },
  storageclasses: {
    required: ['provisioner'],
    immutable: ['provisioner', 'parameters'],
  },
  deployments: {
    required: ['spec.selector.matchLabels', 'spec.template.spec.containers'],
    immutable: ['spec.selector'],
    check: checkDeployment,
  },
  jobs: { required: ['spec.template.spec.containers'] },
  cronjobs: {
    required: [
      'spec.schedule',
      'spec.jobTemplate.spec.template.spec.containers',
    ],
  },
  poddisruptionbudgets: { required: ['spec.selector'], check: checkBudget },
  horizontalpodautoscalers: {
    required: [
      'spec.scaleTargetRef.kind',
      'spec.scaleTargetRef.name',
      'spec.maxReplicas',
    ],
  },
  priorityclasses: { required: ['value'], immutable: ['value'] },
  networkpolicies: { required: ['spec.podSelector'] },
  roles: { required: ['rules'] },
  rolebindings: {
    required: ['roleRef.apiGroup', 'roleRef.kind', 'roleRef.name'],
    immutable: ['roleRef'],
  },
  inferenceservices: {
    required: ['spec.predictor'],
    check: checkInferenceService,
  },
  llminferenceservices: { required: ['spec.model.uri'] },
  servingruntimes: { required: ['spec.containers'] },
  trainjobs: {
    required: ['spec.runtimeRef.name'],
    immutable: ['spec.runtimeRef', 'spec.initializer'],
    check: checkTrainJob,
  },
  prometheusrules: { required: ['spec.groups'], check: checkRules },
  servicemonitors: { required: ['spec.selector', 'spec.endpoints'] },
  podmonitors: { required: ['spec.selector', 'spec.podMetricsEndpoints'] },
  peerauthentications: { required: [] },
  authorizationpolicies: { required: [] },
  requestauthentications: { required: [] },
  gateways: { required: ['spec.servers'] },
  virtualservices: { required: ['spec.hosts'] },
  destinationrules: { required: ['spec.host'] },
  serviceentries: { required: ['spec.hosts'] },
  httproutes: { required: [] },
  scaledobjects: { required: ['spec.scaleTargetRef.name', 'spec.triggers'] },
  externalsecrets: { required: ['spec'] },
  certificates: { required: ['spec.secretName', 'spec.issuerRef.name'] },
};
