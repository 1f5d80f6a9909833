import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  ListTagsForResourceCommand,
  type CompositeAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { sourcesOf } from '../__testUtils__/sources';

const SINCE = new Date('2026-11-23T12:00:00Z');
const ARN = 'arn:aws:cloudwatch:eu-central-1:123456789012';

const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(ListAlarmMuteRulesCommand).resolves({});
});

function alarmsOf(entry: object = {}) {
  return sourcesOf({ accountId: '123456789012', ...entry }).alarms!;
}

function alarm(name: string, more: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    AlarmName: name,
    AlarmArn: `${ARN}:alarm:${name}`,
    StateReason: 'Threshold Crossed',
    StateTransitionedTimestamp: SINCE,
    StateUpdatedTimestamp: new Date(SINCE.getTime() + 60_000),
    ActionsEnabled: true,
    ...more,
  };
}

function fire(
  MetricAlarms: MetricAlarm[],
  CompositeAlarms: CompositeAlarm[] = [],
) {
  cloudWatch
    .on(DescribeAlarmsCommand)
    .resolves({ MetricAlarms, CompositeAlarms });
}

function denied(): Error {
  return Object.assign(new Error('not authorized'), {
    name: 'AccessDeniedException',
  });
}

it('lists what fires, with the labels of its metrics', async () => {
  const dimension = (Name: string, Value: string) => ({ Name, Value });
  const metric = (id: string, variant: string) => ({
    Id: id,
    MetricStat: {
      Metric: {
        Dimensions: [
          dimension('EndpointName', 'churn'),
          dimension('VariantName', variant),
        ],
      },
      Period: 60,
      Stat: 'Sum',
    },
  });
  fire(
    [
      alarm('High latency', {
        AlarmDescription: 'Customers\nwait',
        Dimensions: [dimension('EndpointName', 'churn')],
      }),
      alarm('math', { Metrics: [metric('a', 'blue'), metric('b', 'green')] }),
    ],
    [{ ...alarm('all of it'), AlarmRule: 'ALARM(math)' }],
  );
  const place = { region: 'eu-central-1', account: '123456789012' };
  const common = {
    severity: 'ticket',
    summary: 'Threshold Crossed',
    startsAt: SINCE,
    suppressed: undefined,
  };
  const { alerts, complete, warnings, cost } = await alarmsOf().list!();
  expect(alerts).toEqual([
    {
      ...common,
      fingerprint: `${ARN}:alarm:High latency`,
      name: 'High latency',
      labels: { ...place, alarm_name: 'High latency', endpoint_name: 'churn' },
      summary: 'Customers wait – Threshold Crossed',
      url: 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/High%20latency',
    },
    expect.objectContaining({
      ...common,
      // Its two metrics are of different variants.
      labels: { ...place, alarm_name: 'math', endpoint_name: 'churn' },
    }),
    expect.objectContaining({
      ...common,
      labels: { ...place, alarm_name: 'all of it' },
    }),
  ]);
  expect(complete).toBe(true);
  expect(warnings).toEqual([]);
  expect(cost).toMatchObject({ queries: 2, samples: 3 });
  const [call] = cloudWatch.commandCalls(DescribeAlarmsCommand);
  expect(call.args[0].input).toMatchObject({
    StateValue: 'ALARM',
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
  });
});

it('reads all pages, and nothing else while nothing fires', async () => {
  cloudWatch
    .on(DescribeAlarmsCommand, { NextToken: undefined })
    .resolves({ MetricAlarms: [alarm('a')], NextToken: 'two' })
    .on(DescribeAlarmsCommand, { NextToken: 'two' })
    .resolves({ MetricAlarms: [alarm('b')] });
  const source = alarmsOf();
  expect((await source.list!()).alerts.map(({ name }) => name)).toEqual([
    'a',
    'b',
  ]);
  // One page alone would look as if the others had ended.
  cloudWatch
    .on(DescribeAlarmsCommand, { NextToken: 'two' })
    .rejects(new Error('broken'));
  await expect(source.list!()).rejects.toMatchObject({ name: 'AwsError' });
  cloudWatch.resetHistory();
  fire([]);
  expect((await source.list!()).alerts).toEqual([]);
  expect(cloudWatch.calls()).toHaveLength(1);
});

it('tells severities by the tag, read once', async () => {
  fire([alarm('a'), alarm('b'), alarm('c'), alarm('TargetTracking-x')]);
  const tagged = (name: string, Value: string) =>
    cloudWatch
      .on(ListTagsForResourceCommand, { ResourceARN: `${ARN}:alarm:${name}` })
      .resolves({ Tags: [{ Key: 'severity', Value }] });
  cloudWatch.on(ListTagsForResourceCommand).resolves({ Tags: [] });
  tagged('a', 'critical');
  tagged('b', 'purple');
  const source = alarmsOf({ severities: { tag: 'severity' } });
  for (let times = 0; times < 2; times++) {
    const { alerts, warnings } = await source.list!();
    expect(alerts.map(({ severity }) => severity)).toEqual([
      'page',
      'ticket',
      'ticket',
      'info',
    ]);
    expect(warnings).toEqual([
      'The alarm b has the tag severity=purple, which is not among the words of severities',
    ]);
  }
  expect(cloudWatch.commandCalls(ListTagsForResourceCommand)).toHaveLength(4);

  cloudWatch.on(ListTagsForResourceCommand).rejects(denied());
  const { alerts, warnings } = await alarmsOf({
    severities: {
      tag: 'severity',
      prefixes: [{ prefix: 'a', severity: 'page' }],
    },
  }).list!();
  expect(alerts.map(({ severity }) => severity)[0]).toBe('page');
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The severity of some alarms is not known: CloudWatch ListTagsForResource .* not authorized/,
    ),
  ]);
});

it('knows what is muted, inhibited or switched off', async () => {
  fire(
    [alarm('muted'), alarm('off', { ActionsEnabled: false }), alarm('loud')],
    [
      {
        ...alarm('inhibited'),
        AlarmRule: 'ALARM(x)',
        ActionsSuppressedBy: 'Alarm',
        ActionsSuppressedReason: 'maintenance is in ALARM',
      },
    ],
  );
  cloudWatch
    .on(ListAlarmMuteRulesCommand)
    .resolves({
      AlarmMuteRuleSummaries: [
        {
          AlarmMuteRuleArn: `${ARN}:alarm-mute-rule:night`,
          LastUpdatedTimestamp: SINCE,
        },
      ],
    })
    .on(GetAlarmMuteRuleCommand, { AlarmMuteRuleName: 'night' })
    .resolves({
      Name: 'night',
      Description: 'Batch jobs',
      MuteTargets: { AlarmNames: ['muted'] },
    });
  const source = alarmsOf();
  await source.list!();
  const { alerts } = await source.list!();
  expect(alerts.map(({ suppressed }) => suppressed)).toEqual([
    { by: 'silence', comment: 'Muted by night: Batch jobs' },
    { by: 'silence', comment: 'The actions of the alarm are off' },
    undefined,
    { by: 'inhibition', comment: 'maintenance is in ALARM' },
  ]);
  expect(cloudWatch.commandCalls(GetAlarmMuteRuleCommand)).toHaveLength(1);

  cloudWatch.on(ListAlarmMuteRulesCommand).rejects(denied());
  const { alerts: loud, warnings } = await source.list!();
  expect(loud[0].suppressed).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringMatching(/^Which alarms are muted is not known: CloudWatch/),
  ]);
});

it('is forbidden where AWS says so', async () => {
  cloudWatch.on(DescribeAlarmsCommand).rejects(denied());
  await expect(alarmsOf().list!()).rejects.toMatchObject({
    name: 'SourceForbiddenError',
    message: expect.stringMatching(
      /^CloudWatch DescribeAlarms in eu-central-1 was refused \(AccessDeniedException: not authorized\)/,
    ),
  });
});
