import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointsCommand,
  SageMakerClient,
  type DescribeEndpointConfigCommandOutput,
  type DescribeModelCommandOutput,
  type EndpointSummary,
} from '@aws-sdk/client-sagemaker';
import { NotFoundError } from '@backstage/errors';
import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import { ExpiringCache } from '../client/ExpiringCache';
import type { ConsoleLinks } from '../ConsoleLinks';
import { readEach } from './readEach';
import {
  SERVICE_LABEL,
  type ReadResources,
  type ResourceReader,
} from './ResourceReader';
import { toEndpoint, type VariantModel } from './toEndpoint';

const PAGE = 100;
/** Of an endpoint that neither changed nor fails. */
const DESCRIBE_EVERY_MILLISECONDS = 5 * 60_000;
/** They cannot change, only be replaced by others of the same name. */
const REMEMBER_MODELS_MILLISECONDS = 15 * 60_000;

interface DescribedEndpoint {
  resource: ObservedResource;
  /** Why it is not known which models it serves. */
  problem?: string;
}

/** Reads endpoints, and which models they serve. */
export class SageMakerReader implements ResourceReader {
  readonly subject = 'SageMaker endpoints';
  readonly labels: Record<string, string>;
  readonly #session: AwsSession;
  readonly #client: SageMakerClient;
  readonly #links: ConsoleLinks;
  readonly #settled = ExpiringCache.create<DescribedEndpoint | undefined>(
    DESCRIBE_EVERY_MILLISECONDS,
  );
  readonly #configs = ExpiringCache.create<DescribeEndpointConfigCommandOutput>(
    REMEMBER_MODELS_MILLISECONDS,
  );
  readonly #models = ExpiringCache.create<DescribeModelCommandOutput>(
    REMEMBER_MODELS_MILLISECONDS,
  );

  static create(options: {
    session: AwsSession;
    links: ConsoleLinks;
    place: Record<string, string>;
  }): SageMakerReader {
    return new SageMakerReader(options);
  }

  private constructor(options: {
    session: AwsSession;
    links: ConsoleLinks;
    place: Record<string, string>;
  }) {
    this.#session = options.session;
    this.#links = options.links;
    this.#client = new SageMakerClient(options.session.clientConfig);
    this.labels = { ...options.place, [SERVICE_LABEL]: 'sagemaker' };
  }

  close(): void {
    this.#client.destroy();
  }

  async read(asking: Asking): Promise<ReadResources> {
    const endpoints = await allPages(
      token => {
        asking.log.count({ queries: 1 });
        return this.#session.send(
          this.#client,
          new ListEndpointsCommand({ MaxResults: PAGE, NextToken: token }),
          asking,
        );
      },
      page => page.Endpoints,
      page => page.NextToken,
    );
    const { values, failures } = await readEach(
      endpoints,
      endpoint => this.#endpoint(endpoint, asking),
      ({ EndpointName: name = '' }) => ({
        subject: `SageMaker endpoint ${name}`,
        labels: { ...this.labels, endpoint_name: name },
      }),
    );
    asking.log.count({ samples: values.length });
    for (const { problem } of values) {
      if (problem !== undefined) {
        asking.log.warn(
          `Which models some SageMaker endpoints serve is not known: ${problem}`,
        );
      }
    }
    return { resources: values.map(({ resource }) => resource), failures };
  }

  #endpoint(
    summary: EndpointSummary,
    asking: Asking,
  ): Promise<DescribedEndpoint | undefined> {
    const { EndpointArn, EndpointStatus, LastModifiedTime } = summary;
    const describe = () => this.#describe(summary, asking);
    return EndpointStatus === 'InService'
      ? this.#settled.get(
          `${EndpointArn} ${LastModifiedTime?.getTime()}`,
          describe,
        )
      : describe();
  }

  async #describe(
    { EndpointName }: EndpointSummary,
    asking: Asking,
  ): Promise<DescribedEndpoint | undefined> {
    asking.log.count({ queries: 1 });
    try {
      const endpoint = await this.#session.send(
        this.#client,
        new DescribeEndpointCommand({ EndpointName }),
        asking,
      );
      const { models, problem } = await this.#modelsOf(
        endpoint.EndpointConfigName,
        asking,
      );
      return {
        resource: toEndpoint({
          endpoint,
          models,
          labels: this.labels,
          url: this.#links.endpoint(endpoint.EndpointName ?? ''),
        }),
        problem,
      };
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Of each variant. Where they cannot be read the endpoint still can. */
  async #modelsOf(
    configName: string | undefined,
    asking: Asking,
  ): Promise<{ models: VariantModel[]; problem?: string }> {
    if (configName === undefined) {
      return { models: [] };
    }
    const models: VariantModel[] = [];
    try {
      const { ProductionVariants = [] } = await this.#config(
        configName,
        asking,
      );
      for (const { VariantName = '', ModelName } of ProductionVariants) {
        const known: VariantModel = { variant: VariantName, name: ModelName };
        models.push(known);
        // Variants of inference components have none.
        if (ModelName !== undefined) {
          known.model = await this.#model(ModelName, asking);
        }
      }
      return { models };
    } catch (error) {
      asking.signal?.throwIfAborted();
      // Who deletes a model leaves the endpoint running.
      return error instanceof NotFoundError
        ? { models }
        : { models, problem: (error as Error).message };
    }
  }

  #config(
    name: string,
    asking: Asking,
  ): Promise<DescribeEndpointConfigCommandOutput> {
    return this.#configs.get(name, () => {
      asking.log.count({ queries: 1 });
      return this.#session.send(
        this.#client,
        new DescribeEndpointConfigCommand({ EndpointConfigName: name }),
        asking,
      );
    });
  }

  #model(name: string, asking: Asking): Promise<DescribeModelCommandOutput> {
    return this.#models.get(name, () => {
      asking.log.count({ queries: 1 });
      return this.#session.send(
        this.#client,
        new DescribeModelCommand({ ModelName: name }),
        asking,
      );
    });
  }
}
