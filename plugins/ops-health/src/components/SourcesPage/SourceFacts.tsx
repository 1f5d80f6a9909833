import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  KeyValueList,
  RelativeTime,
  formatDuration,
  formatNumber,
} from '@platform-ops/backstage-plugin-platform-ops-react';

function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
}

function describeCost(source: HealthSource) {
  const { cost } = source;
  if (!cost) {
    return undefined;
  }
  return (
    <>
      {[
        count(cost.queries, 'query', 'queries'),
        count(cost.samples, 'sample'),
        formatNumber(cost.bytes, 'bytes'),
      ].join(', ')}
      <br />
      {formatDuration(cost.seconds)}, the slowest{' '}
      {formatDuration(cost.slowestSeconds)}
    </>
  );
}

/** What there is to know of a source. */
export function SourceFacts(props: { source: HealthSource }) {
  const { source } = props;
  const { joins } = source;
  return (
    <KeyValueList
      items={[
        {
          label: 'Last success',
          value: source.lastSuccessAt ? (
            <RelativeTime time={source.lastSuccessAt} />
          ) : (
            'never'
          ),
        },
        // Of conditions and alerts there are no samples.
        ...(source.role === 'metrics'
          ? [
              {
                label: 'Newest sample',
                value:
                  source.lagSeconds === undefined
                    ? undefined
                    : `${formatDuration(source.lagSeconds)} old`,
              },
              { label: 'Packs', value: source.packs.join(', ') || 'none' },
            ]
          : []),
        { label: 'Cost of the last refresh', value: describeCost(source) },
        {
          label: 'Tells about',
          value: count(joins.entities, 'entity', 'entities'),
        },
        {
          label: 'Label sets',
          value: `${joins.matched.toLocaleString(
            'en',
          )} matched, ${joins.unmatched.toLocaleString(
            'en',
          )} unmatched, ${joins.ambiguous.toLocaleString('en')} ambiguous`,
        },
        { label: 'Tells', value: `${source.role}, by ${source.type}` },
        { label: 'Id', value: <code>{source.id}</code> },
      ]}
    />
  );
}
