import type {
  ContainerDefinition,
  DescribeEndpointCommandOutput,
  DescribeModelCommandOutput,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import type {
  ObservedResource,
  ObservedServing,
  ResourceReadiness,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const MAX_MESSAGE_CHARACTERS = 300;

/** The model of one variant, as far as it could be read. */
export interface VariantModel {
  variant: string;
  name: string | undefined;
  model?: DescribeModelCommandOutput;
}

interface Described {
  readiness: ResourceReadiness;
  text: string;
}

/** What AWS says is available to take requests. */
const IN_SERVICE = [
  'InService',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'UpdateRollbackFailed',
];

const CHANGES: Record<string, string> = {
  Updating: 'is being updated',
  SystemUpdating: 'is being updated by AWS',
  RollingBack: 'rolls an update back',
};

/** An endpoint as a resource. */
export function toEndpoint(options: {
  endpoint: DescribeEndpointCommandOutput;
  models: VariantModel[];
  labels: Record<string, string>;
  url: string | undefined;
}): ObservedResource {
  const { endpoint, labels, url } = options;
  const name = endpoint.EndpointName ?? '';
  const status = endpoint.EndpointStatus ?? 'Unknown';
  const message =
    endpoint.FailureReason &&
    oneLine(endpoint.FailureReason, MAX_MESSAGE_CHARACTERS);
  const isSettled = status === 'InService';
  return {
    kind: 'SageMakerEndpoint',
    id: endpoint.EndpointArn ?? name,
    name,
    labels: { ...labels, endpoint_name: name },
    ...describe(endpoint, message),
    // An endpoint in service says nothing of when instances went missing.
    since: isSettled ? undefined : endpoint.LastModifiedTime,
    conditions: [
      {
        type: 'InService',
        status: IN_SERVICE.includes(status) ? 'true' : 'false',
        reason: status,
        message,
        since: endpoint.LastModifiedTime,
      },
    ],
    replicas: countInstances(endpoint),
    serves: serving(options),
    url,
  };
}

function describe(
  endpoint: DescribeEndpointCommandOutput,
  message: string | undefined,
): Described {
  const because = message ? `: ${message}` : '';
  switch (endpoint.EndpointStatus) {
    case 'InService':
      return describeInstances(endpoint);
    case 'Updating':
    case 'SystemUpdating':
    case 'RollingBack':
      return describeChange(endpoint, because);
    case 'Creating':
      return { readiness: 'progressing', text: 'it is being created' };
    case 'Deleting':
      return { readiness: 'idle', text: 'it is being deleted' };
    case 'Failed':
      return { readiness: 'not-ready', text: `it failed${because}` };
    case 'OutOfService':
      return { readiness: 'not-ready', text: `it is out of service${because}` };
    case 'UpdateRollbackFailed':
      return {
        readiness: 'not-ready',
        text: `an update failed, and so did rolling it back: old and new configurations serve side by side${because}`,
      };
    default:
      return {
        readiness: 'unknown',
        text: `its status is ${endpoint.EndpointStatus}`,
      };
  }
}

function describeInstances(endpoint: DescribeEndpointCommandOutput): Described {
  const instances = countInstances(endpoint);
  if (!instances) {
    return { readiness: 'ready', text: 'it is in service' };
  }
  const { ready, wanted } = instances;
  if (wanted === 0 && ready === 0 && !hasServerless(endpoint)) {
    return { readiness: 'idle', text: 'it is scaled to zero' };
  }
  const empty = (endpoint.ProductionVariants ?? []).find(
    ({ CurrentInstanceCount, DesiredInstanceCount, CurrentWeight }) =>
      CurrentInstanceCount === 0 && DesiredInstanceCount && CurrentWeight !== 0,
  );
  return empty
    ? {
        readiness: 'not-ready',
        text: `its variant ${empty.VariantName} has none of ${empty.DesiredInstanceCount} instances`,
      }
    : {
        readiness: 'ready',
        text: `it is in service with ${ready} of ${wanted} instances`,
      };
}

/** While it changes, what was there before serves on. */
function describeChange(
  endpoint: DescribeEndpointCommandOutput,
  because: string,
): Described {
  const change = CHANGES[endpoint.EndpointStatus!];
  const instances = countInstances(endpoint);
  return instances && instances.ready === 0 && !hasServerless(endpoint)
    ? {
        readiness: 'progressing',
        text: `it ${change} and has no instances${because}`,
      }
    : {
        readiness: 'ready',
        text: `it ${change} and serves meanwhile${because}`,
      };
}

/** Undefined where none of the variants has instances of its own. */
function countInstances({
  ProductionVariants = [],
}: DescribeEndpointCommandOutput): ObservedResource['replicas'] {
  const counted = ProductionVariants.filter(
    ({ CurrentInstanceCount }) => CurrentInstanceCount !== undefined,
  );
  return counted.length === 0
    ? undefined
    : {
        ready: add(counted, variant => variant.CurrentInstanceCount),
        wanted: add(
          counted,
          variant =>
            variant.DesiredInstanceCount ?? variant.CurrentInstanceCount,
        ),
      };
}

function hasServerless({
  ProductionVariants = [],
}: DescribeEndpointCommandOutput): boolean {
  return ProductionVariants.some(
    ({ CurrentServerlessConfig }) => CurrentServerlessConfig !== undefined,
  );
}

function serving({
  endpoint,
  models,
}: {
  endpoint: DescribeEndpointCommandOutput;
  models: VariantModel[];
}): ObservedServing[] {
  const variants = endpoint.ProductionVariants ?? [];
  const weights = add(variants, ({ CurrentWeight }) => CurrentWeight);
  const failed = endpoint.EndpointStatus === 'Failed';
  return variants.flatMap(variant => {
    const found = models.find(
      ({ variant: name }) => name === variant.VariantName,
    );
    const common: ObservedServing = {
      revision: variant.VariantName,
      modelName: found?.name,
      traffic: weights > 0 ? (variant.CurrentWeight ?? 0) / weights : undefined,
      status: variant.VariantStatus?.[0]?.Status ?? endpoint.EndpointStatus,
      lastFailure:
        failed && endpoint.FailureReason
          ? {
              message: oneLine(endpoint.FailureReason, MAX_MESSAGE_CHARACTERS),
              at: endpoint.LastModifiedTime,
            }
          : undefined,
    };
    const artifacts = artifactsOf(found?.model);
    return artifacts.length === 0
      ? [common]
      : artifacts.map(artifactUri => ({ ...common, artifactUri }));
  });
}

/** A pipeline has a container for each of its steps. */
function artifactsOf(model: DescribeModelCommandOutput | undefined): string[] {
  const containers: ContainerDefinition[] = [
    ...(model?.PrimaryContainer ? [model.PrimaryContainer] : []),
    ...(model?.Containers ?? []),
  ];
  return containers
    .map(
      container =>
        container.ModelDataSource?.S3DataSource?.S3Uri ??
        container.ModelDataUrl,
    )
    .filter(uri => uri !== undefined);
}

function add(
  variants: ProductionVariantSummary[],
  valueOf: (variant: ProductionVariantSummary) => number | undefined,
): number {
  return variants.reduce(
    (total, variant) => total + (valueOf(variant) ?? 0),
    0,
  );
}
