import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricDatum,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateClusterCommand,
  CreateNodegroupCommand,
  EKSClient,
} from '@aws-sdk/client-eks';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type {
  IndicatorPack,
  MetricExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JsonObject } from '@backstage/types';
import { describeWithServer } from '@platform-ops/test-servers';
import type { AwsSources } from './AwsSources';
import { bedrockPack } from './packs/bedrock';
import { sageMakerPack } from './packs/sagemaker';
import { REGION, SECRET, sourcesOf } from './__testUtils__/sources';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '210987654321';
const ROLE = `arn:aws:iam::${OTHER_ACCOUNT}:role/portal`;

describeWithServer('moto', 'sources of type aws', server => {
  const closables: Array<{ close(): void } | { destroy(): void }> = [];
  const end = Math.floor(Date.now() / MINUTE) * MINUTE;

  const open = (entry: JsonObject = {}): AwsSources => {
    const sources = sourcesOf({
      endpoint: server().url,
      ingestDelay: '0s',
      ...entry,
    });
    closables.push(sources);
    return sources;
  };
  const clientConfig = () => ({
    region: REGION,
    endpoint: server().url,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET },
  });
  const keep = <Client extends { destroy(): void }>(client: Client): Client => {
    closables.push(client);
    return client;
  };

  afterAll(() => {
    closables.forEach(one => ('close' in one ? one.close() : one.destroy()));
  });

  describe('metrics', () => {
    const dimensions = (values: Record<string, string>) =>
      Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
    const put = async (Namespace: string, MetricData: MetricDatum[]) => {
      await keep(new CloudWatchClient(clientConfig())).send(
        new PutMetricDataCommand({ Namespace, MetricData }),
      );
    };
    /** Three minutes ago, so that the end of a minute does no harm. */
    const datum = (
      MetricName: string,
      values: Record<string, string>,
      Values: number[],
    ): MetricDatum[] =>
      Values.map((Value, index) => ({
        MetricName,
        Dimensions: dimensions(values),
        Timestamp: new Date(end - (3 + index) * MINUTE),
        Value,
      }));

    beforeAll(async () => {
      const blue = { EndpointName: 'churn', VariantName: 'blue' };
      const green = { EndpointName: 'churn', VariantName: 'green' };
      await put('AWS/SageMaker', [
        ...datum('Invocations', blue, [60, 40]),
        ...datum('Invocations', green, [100]),
        ...datum('Invocation5XXErrors', green, [4]),
        ...datum('Invocation4XXErrors', blue, [0, 1]),
      ]);
      await put('/aws/sagemaker/Endpoints', [
        ...datum('CPUUtilization', blue, [80, 20]),
        ...datum('MemoryUtilization', blue, [50]),
      ]);
      // moto knows no namespaces of metrics with dimensions: other names.
      await put('AWS/Bedrock', [
        ...datum('OutputTokenCount', { ModelId: 'amazon.nova' }, [300, 300]),
      ]);
      await put(
        'Many',
        Array.from({ length: 600 }, (_, index) =>
          datum('Requests', { Service: `s${index}` }, [index]),
        ).flat(),
      );
    });

    const ask = (sources: AwsSources, expression: MetricExpression) =>
      sources.metrics!.evaluate({
        expression,
        groupings: [
          { id: 'endpoint', labels: ['endpoint_name'] },
          { id: 'model', labels: ['model_id', 'region'] },
          { id: 'service', labels: ['service'] },
        ],
        environments: {
          rules: [
            { environment: 'production', label: 'region', pattern: 'eu-.*' },
          ],
        },
        windowMs: 10 * MINUTE,
        at: new Date(end),
      });

    it('lists them', async () => {
      const { metrics } = open();
      const names = [...(await metrics!.listMetricNames())]
        .filter(name => !name.endsWith('_bucket'))
        .sort();
      expect(names).toEqual([
        '/aws/sagemaker/Endpoints/CPUUtilization',
        '/aws/sagemaker/Endpoints/MemoryUtilization',
        'AWS/Bedrock/OutputTokenCount',
        'AWS/SageMaker/Invocation4XXErrors',
        'AWS/SageMaker/Invocation5XXErrors',
        'AWS/SageMaker/Invocations',
      ]);
      expect(
        (
          await metrics!.listLabelSets({
            metrics: ['AWS/SageMaker/Invocations'],
            labels: ['endpoint_name', 'variant_name'],
          })
        ).labelSets,
      ).toEqual([
        { endpoint_name: 'churn', variant_name: 'blue' },
        { endpoint_name: 'churn', variant_name: 'green' },
      ]);
    });

    it('gives what the packs ask for, but for percentiles', async () => {
      const sources = open();
      const valuesOf = async (pack: IndicatorPack) => {
        const values: Record<string, number> = {};
        for (const { indicator, expressions } of pack.indicators) {
          for (const expression of expressions) {
            const { rows } =
              expression.kind === 'quantile'
                ? { rows: [] }
                : await ask(sources, expression);
            for (const { environment, value } of rows) {
              values[`${environment} ${indicator}`] = value;
            }
          }
        }
        return values;
      };
      expect(await valuesOf(sageMakerPack)).toEqual({
        'production error-ratio': 4 / 200,
        'production client-error-ratio': 1 / 200,
        'production throughput': 200 / 600,
        // The newest minute, not the mean of both.
        'production cpu-utilisation': 0.8,
        'production memory-utilisation': 0.5,
      });
      expect(await valuesOf(bedrockPack)).toEqual({
        'production token-throughput': 1,
      });
      expect(await sources.metrics!.measureLag!()).toBeGreaterThan(0);
    });

    it('counts values of one metric', async () => {
      const { rows } = await ask(open(), {
        kind: 'mean',
        sum: { metric: 'AWS/Bedrock/OutputTokenCount' },
        count: { metric: 'AWS/Bedrock/OutputTokenCount' },
      });
      expect(rows).toMatchObject([
        { labels: { model_id: 'amazon.nova', region: REGION }, value: 300 },
      ]);
    });

    it('gives their course', async () => {
      const { points, cost } = await open().metrics!.evaluateRange({
        expression: {
          kind: 'increase',
          counters: [{ metric: 'AWS/SageMaker/Invocations' }],
        },
        labels: { endpoint_name: 'churn' },
        environments: { rules: [], fallback: 'production' },
        environment: 'production',
        windowMs: MINUTE,
        from: new Date(end - 5 * MINUTE),
        to: new Date(end),
        stepMs: MINUTE,
      });
      expect(
        points.map(([time, value]) => [(time - end) / MINUTE, value]),
      ).toEqual([
        [-5, 0],
        [-4, 0],
        [-3, 40],
        [-2, 160],
        [-1, 0],
      ]);
      expect(cost.bytes).toBeGreaterThan(0);
    });

    it('reads lists of several pages, and more than one request of values', async () => {
      const { rows, cost } = await ask(
        open({ namespaces: ['Many'], maxMetricsPerRefresh: 1_000 }),
        { kind: 'increase', counters: [{ metric: 'Many/Requests' }] },
      );
      expect(new Set(rows.map(({ value }) => value)).size).toBe(600);
      expect(cost.queries).toBe(600 + 2);
    });
  });

  it('lists alarms that fire', async () => {
    const client = keep(new CloudWatchClient(clientConfig()));
    const set = async (AlarmName: string, StateValue: StateValue) => {
      await client.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocation5XXErrors',
          Dimensions: [{ Name: 'EndpointName', Value: 'churn' }],
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
          Tags: [{ Key: 'severity', Value: 'critical' }],
        }),
      );
      await client.send(
        new SetAlarmStateCommand({
          AlarmName,
          StateValue,
          StateReason: 'Threshold Crossed: 4 > 1',
        }),
      );
    };
    await set('errors', 'ALARM');
    await set('fine', 'OK');
    await set('silent', 'INSUFFICIENT_DATA');
    const { alarms } = open({ severities: { tag: 'severity' } });
    const { alerts } = await alarms!.list!();
    expect(alerts).toMatchObject([
      {
        fingerprint: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:errors`,
        name: 'errors',
        severity: 'page',
        labels: { endpoint_name: 'churn', region: REGION },
        summary: 'Threshold Crossed: 4 > 1',
      },
    ]);
    expect(alerts[0].startsAt.getTime()).toBeLessThanOrEqual(Date.now());
    await set('errors', 'OK');
    expect((await alarms!.list!()).alerts).toEqual([]);
  }, 30_000);

  it('observes endpoints, clusters and node groups, in the account of the role', async () => {
    const createAll = async (
      config: ReturnType<typeof clientConfig> | object,
      name: string,
    ) => {
      const sageMaker = keep(new SageMakerClient(config));
      const role = `arn:aws:iam::${ACCOUNT}:role/service`;
      await sageMaker.send(
        new CreateModelCommand({
          ModelName: `${name}-7`,
          ExecutionRoleArn: role,
          PrimaryContainer: {
            Image: 'serving',
            ModelDataUrl: `s3://models/${name}/7/model.tar.gz`,
          },
        }),
      );
      const variant = (VariantName: string, count: number) => ({
        VariantName,
        ModelName: `${name}-7`,
        InitialInstanceCount: count,
        InstanceType: 'ml.m5.large' as const,
        InitialVariantWeight: count,
      });
      await sageMaker.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          ProductionVariants: [variant('blue', 3), variant('green', 1)],
        }),
      );
      await sageMaker.send(
        new CreateEndpointCommand({
          EndpointName: name,
          EndpointConfigName: name,
        }),
      );
      const eks = keep(new EKSClient(config));
      await eks.send(
        new CreateClusterCommand({
          name,
          roleArn: role,
          resourcesVpcConfig: { subnetIds: ['subnet-1'] },
        }),
      );
      await eks.send(
        new CreateNodegroupCommand({
          clusterName: name,
          nodegroupName: 'gpu',
          nodeRole: role,
          subnets: ['subnet-1'],
          scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
        }),
      );
      return sageMaker;
    };
    const summary = async ({ conditions }: AwsSources) =>
      (await conditions!.observe()).resources.map(
        ({ id, readiness, text }) => `${id.split(':')[4]} ${readiness} ${text}`,
      );

    const sageMaker = await createAll(clientConfig(), 'churn');
    const sources = open();
    expect(await summary(sources)).toEqual([
      `${ACCOUNT} ready it is in service with 4 of 4 instances`,
      `${ACCOUNT} ready it is active`,
      `${ACCOUNT} idle it is scaled to zero`,
    ]);
    const { resources, failures, warnings } =
      await sources.conditions!.observe();
    expect([failures, warnings]).toEqual([[], []]);
    expect(resources[0]).toMatchObject({
      labels: { endpoint_name: 'churn' },
      serves: [
        {
          revision: 'blue',
          modelName: 'churn-7',
          artifactUri: 's3://models/churn/7/model.tar.gz',
          traffic: 0.75,
        },
        { revision: 'green', traffic: 0.25 },
      ],
    });

    // Another account, which only the role may see.
    const inOther = open({ roleArn: ROLE, externalId: 'portal' });
    expect(await summary(inOther)).toEqual([]);
    await createAll(
      {
        ...clientConfig(),
        credentials: fromTemporaryCredentials({
          masterCredentials: clientConfig().credentials,
          params: { RoleArn: ROLE, RoleSessionName: 'test' },
          clientConfig: clientConfig(),
        }),
      },
      'fraud',
    );
    expect(await summary(inOther)).toEqual([
      `${OTHER_ACCOUNT} ready it is in service with 4 of 4 instances`,
      `${OTHER_ACCOUNT} ready it is active`,
      `${OTHER_ACCOUNT} idle it is scaled to zero`,
    ]);
    expect(
      (await inOther.conditions!.observe()).resources[0].labels.account,
    ).toBe(OTHER_ACCOUNT);

    await sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'churn' }));
    expect(await summary(sources)).toHaveLength(2);
  }, 30_000);
});
