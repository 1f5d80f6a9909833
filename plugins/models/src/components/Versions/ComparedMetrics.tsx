import { Text } from '@backstage/ui';
import type {
  ComparedMetric,
  VersionComparison,
} from '@platform-ops/backstage-plugin-models-common';
import {
  formatNumber,
  SmallMultiples,
  StateBadge,
  type ValueBarsProps,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { describeDataset } from './describeDataset';
import styles from './ComparedMetrics.module.css';

function count(n: number | undefined): string {
  return n === undefined ? '' : `, n = ${n.toLocaleString('en')}`;
}

/** What all versions were measured on, and on how many examples. */
function basis(metric: ComparedMetric): string {
  const known = metric.values.flatMap(value => value ?? []);
  const sizes = new Set(known.map(({ n }) => n));
  return known.length > 0
    ? `${describeDataset(known[0])}${sizes.size === 1 ? count(known[0].n) : ''}`
    : '';
}

function toChart(metric: ComparedMetric, names: string[]): ValueBarsProps {
  const sizes = new Set(metric.values.flatMap(value => value?.n ?? []));
  return {
    label: metric.name,
    basis: basis(metric),
    better: metric.better === 'unknown' ? undefined : metric.better,
    items: metric.values.map((value, index) => ({
      name: sizes.size > 1 ? `${names[index]}${count(value?.n)}` : names[index],
      value: value?.value ?? null,
      best: metric.best.includes(index),
    })),
  };
}

function NotComparable(props: { metric: ComparedMetric; names: string[] }) {
  const { metric, names } = props;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <strong>{metric.name}</strong>
        <StateBadge state="unknown" label="not comparable" />
      </div>
      {metric.reason && (
        <Text as="p" variant="body-small" color="secondary">
          {metric.reason}
        </Text>
      )}
      <dl className={styles.values}>
        {metric.values.map((value, index) => (
          <div key={names[index]} className={styles.value}>
            <dt>{names[index]}</dt>
            <dd>
              {value
                ? `${formatNumber(value.value)}, ${describeDataset(
                    value,
                  )}${count(value.n)}`
                : 'not measured'}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/**
 * The metrics side by side. Only what was measured on the same data gets bars
 * and a better side.
 */
export function ComparedMetrics(props: { comparison: VersionComparison }) {
  const { versions, metrics } = props.comparison;
  const names = versions.map(({ version }) => formatVersion(version));
  const comparable = metrics.filter(metric => metric.comparable);
  const others = metrics.filter(metric => !metric.comparable);
  if (metrics.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        None of these versions has metrics.
      </Text>
    );
  }
  return (
    <div className={styles.metrics}>
      {comparable.length > 0 && (
        <SmallMultiples
          label="Metrics that can be compared"
          charts={comparable.map(metric => toChart(metric, names))}
        />
      )}
      {others.length > 0 && (
        <ul
          className={styles.list}
          aria-label="Metrics that cannot be compared"
        >
          {others.map(metric => (
            <NotComparable key={metric.name} metric={metric} names={names} />
          ))}
        </ul>
      )}
    </div>
  );
}
