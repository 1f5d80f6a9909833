import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Manifest } from '../manifests/Manifest';
import { isRecord } from '../manifests/parseManifests';

export const SERVICE_RULES = [
  'payload-logging-off',
  'digest',
  'resources',
] as const;

export type ServiceRule = (typeof SERVICE_RULES)[number];

/** As KServe names pods and hosts after it, with a suffix. */
const NAME = /^[a-z]([-a-z0-9]{0,52}[a-z0-9])?$/;
const SCHEMES = [
  'hf',
  's3',
  'gs',
  'pvc',
  'oci',
  'azure',
  'https',
  'model-registry',
];
const MODE = 'serving.kserve.io/deploymentMode';
const MODES = ['Standard', 'Knative'];
const COMPONENTS = ['predictor', 'transformer', 'explainer'];
/** Frameworks that stood in the place of `model` before. */
const OLD_FRAMEWORKS = [
  'huggingface',
  'lightgbm',
  'onnx',
  'paddle',
  'pmml',
  'pytorch',
  'sklearn',
  'tensorflow',
  'triton',
  'xgboost',
];
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** What is wrong with a service; empty where nothing is. */
export function checkService(
  service: Manifest,
  rules: readonly ServiceRule[],
): string[] {
  const spec = service.object.spec;
  if (!isRecord(spec)) {
    return [`spec: found ${show(spec)}; expected is an object`];
  }
  const problems = [
    ...checkName(service),
    ...(service.kind === 'InferenceService'
      ? checkInferenceService(service, spec, rules)
      : checkLlmService(service, spec)),
  ];
  return problems;
}

function checkName({ name }: Manifest): string[] {
  return NAME.test(name)
    ? []
    : [
        `metadata.name: found ${name}; expected is a letter and at most 53 more letters, digits and dashes`,
      ];
}

function checkInferenceService(
  { apiVersion, object }: Manifest,
  spec: Record<string, unknown>,
  rules: readonly ServiceRule[],
): string[] {
  const problems: string[] = [];
  if (apiVersion !== 'serving.kserve.io/v1beta1') {
    problems.push(
      `apiVersion: found ${apiVersion}; expected is serving.kserve.io/v1beta1`,
    );
  }
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const annotations = isRecord(metadata.annotations)
    ? metadata.annotations
    : {};
  const mode = annotations[MODE];
  if (mode !== undefined && !MODES.includes(mode as string)) {
    problems.push(
      `metadata.annotations.${MODE}: found ${show(
        mode,
      )}; allowed are ${MODES.join(', ')}`,
    );
  }
  const unknown = Object.keys(spec).filter(
    key => ![...COMPONENTS, 'canary'].includes(key),
  );
  problems.push(
    ...unknown.map(
      key => `spec.${key}: is not known; allowed are ${COMPONENTS.join(', ')}`,
    ),
  );
  if (!isRecord(spec.predictor)) {
    problems.push(
      `spec.predictor: found ${show(spec.predictor)}; expected is an object`,
    );
  }
  for (const component of COMPONENTS) {
    const value = spec[component];
    if (isRecord(value)) {
      problems.push(
        ...checkComponent(`spec.${component}`, value, {
          component,
          scalesToZero: mode !== 'Standard',
          rules,
        }),
      );
    }
  }
  return problems;
}

function checkComponent(
  at: string,
  value: Record<string, unknown>,
  options: {
    component: string;
    scalesToZero: boolean;
    rules: readonly ServiceRule[];
  },
): string[] {
  const { rules } = options;
  return [
    ...(options.component === 'predictor' ? checkModel(at, value, rules) : []),
    ...checkReplicas(at, value, options.scalesToZero),
    ...checkCanary(at, value),
    ...(rules.includes('payload-logging-off') && value.logger !== undefined
      ? [
          `${at}.logger: found one; it keeps the bodies of requests, which the rule payload-logging-off forbids`,
        ]
      : []),
    ...checkContainers(at, value, rules),
  ];
}

function checkModel(
  at: string,
  predictor: Record<string, unknown>,
  rules: readonly ServiceRule[],
): string[] {
  const { model, containers } = predictor;
  const old = OLD_FRAMEWORKS.filter(key => predictor[key] !== undefined);
  if (old.length > 0) {
    return [`${at}.${old[0]}: is the old way; expected is ${at}.model`];
  }
  if ((model === undefined) === !Array.isArray(containers)) {
    return [
      `${at}: found ${
        model === undefined ? 'neither' : 'both'
      }; expected is either model or containers`,
    ];
  }
  if (model === undefined) {
    return [];
  }
  if (!isRecord(model)) {
    return [`${at}.model: found ${show(model)}; expected is an object`];
  }
  const problems: string[] = [];
  const format = isRecord(model.modelFormat)
    ? model.modelFormat.name
    : undefined;
  if (typeof format !== 'string' || format === '') {
    problems.push(
      `${at}.model.modelFormat.name: found ${show(
        format,
      )}; expected is a format such as mlflow or sklearn`,
    );
  }
  const { storageUri, storage } = model;
  if (storageUri !== undefined && storage !== undefined) {
    problems.push(
      `${at}.model: found storageUri and storage; allowed is one of them`,
    );
  }
  if (storageUri !== undefined) {
    problems.push(...checkUri(`${at}.model.storageUri`, storageUri, rules));
  }
  return problems;
}

function checkUri(
  at: string,
  uri: unknown,
  rules: readonly ServiceRule[],
): string[] {
  const [, scheme] = /^([a-z0-9-]+):\/\/[^\s]+$/.exec(String(uri)) ?? [];
  if (!scheme || !SCHEMES.includes(scheme)) {
    return [
      `${at}: found ${show(uri)}; expected is an address with ${SCHEMES.map(
        each => `${each}://`,
      ).join(', ')}`,
    ];
  }
  return rules.includes('digest') && scheme === 'oci' && !isPinned(uri)
    ? [`${at}: found ${show(uri)}; the rule digest wants @sha256:… at its end`]
    : [];
}

function checkReplicas(
  at: string,
  { minReplicas, maxReplicas }: Record<string, unknown>,
  scalesToZero: boolean,
): string[] {
  const problems: string[] = [];
  for (const [field, value] of Object.entries({ minReplicas, maxReplicas })) {
    if (value !== undefined && !isCount(value)) {
      problems.push(
        `${at}.${field}: found ${show(value)}; expected is a whole number`,
      );
    }
  }
  // 0 is no limit.
  if (
    isCount(minReplicas) &&
    isCount(maxReplicas) &&
    maxReplicas !== 0 &&
    minReplicas > maxReplicas
  ) {
    problems.push(
      `${at}.minReplicas: found ${minReplicas}, which is more than maxReplicas (${maxReplicas})`,
    );
  }
  if (minReplicas === 0 && !scalesToZero) {
    problems.push(
      `${at}.minReplicas: found 0; only ${MODE} Knative scales to none`,
    );
  }
  return problems;
}

function checkCanary(
  at: string,
  { canaryTrafficPercent: percent }: Record<string, unknown>,
): string[] {
  return percent === undefined || (isCount(percent) && percent <= 100)
    ? []
    : [
        `${at}.canaryTrafficPercent: found ${show(
          percent,
        )}; allowed is 0 to 100`,
      ];
}

function checkContainers(
  at: string,
  { model, containers }: Record<string, unknown>,
  rules: readonly ServiceRule[],
): string[] {
  const all = [
    ...(isRecord(model) ? [{ path: `${at}.model`, value: model }] : []),
    ...(Array.isArray(containers) ? containers : []).map((value, index) => ({
      path: `${at}.containers[${index}]`,
      value: isRecord(value) ? value : {},
    })),
  ];
  return all.flatMap(({ path, value }) => [
    ...(rules.includes('digest') &&
    value.image !== undefined &&
    !isPinned(value.image)
      ? [
          `${path}.image: found ${show(
            value.image,
          )}; the rule digest wants @sha256:… at its end`,
        ]
      : []),
    ...(rules.includes('resources')
      ? ['requests', 'limits']
          .filter(
            key =>
              !isRecord(value.resources) || !isRecord(value.resources[key]),
          )
          .map(
            key =>
              `${path}.resources.${key}: found none; the rule resources wants them`,
          )
      : []),
  ]);
}

function checkLlmService(
  { apiVersion }: Manifest,
  spec: Record<string, unknown>,
): string[] {
  const problems: string[] = [];
  if (!/\/v1alpha[12]$/.test(apiVersion)) {
    problems.push(
      `apiVersion: found ${apiVersion}; expected is serving.kserve.io/v1alpha2 or v1alpha1`,
    );
  }
  const uri = isRecord(spec.model) ? spec.model.uri : undefined;
  return [...problems, ...checkUri('spec.model.uri', uri, [])];
}

function isPinned(value: unknown): boolean {
  return typeof value === 'string' && DIGEST.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value));
}
