import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  formatIndicator,
  definitionOf,
  type CostPack,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  Panel,
  StaleMark,
  StateBadge,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  describeLimit,
  describeReading,
  type CostReading,
} from '../../readings';
import { idleGpusRouteRef } from '../../routes';
import styles from './Cost.module.css';

const ESTIMATED =
  'Estimated: what its GPUs cost in an hour at the configured prices, by what it makes in an hour at the rate that was measured last. It rises when traffic falls, for GPUs cost the same whether they work or not.';

const EXPLANATIONS: Record<
  CostPack,
  Record<CostReading['indicator'], string>
> = {
  'gpu-prices': { 'token-cost': ESTIMATED, 'prediction-cost': ESTIMATED },
  'list-prices': {
    'token-cost':
      'Configured: the list price, by the mix of tokens read and generated that was measured last.',
    'prediction-cost': 'Configured: the list price.',
  },
};

function explain({ pack, indicator }: CostReading): string | undefined {
  return pack in EXPLANATIONS
    ? EXPLANATIONS[pack as CostPack][indicator]
    : undefined;
}

function CostLine(props: { reading: CostReading }) {
  const { reading } = props;
  const { value, currency, limit } = reading;
  const { title, description } = definitionOf(reading);
  const explanation = explain(reading);
  return (
    <li className={styles.cost}>
      <span className={styles.name} title={description}>
        {title}
      </span>
      <span
        className={styles.number}
        data-stale={reading.stale ? '' : undefined}
      >
        {formatIndicator(reading, value, currency)}
      </span>
      {limit && (
        <span className={styles.detail}>
          {describeLimit(reading, limit, currency)}
        </span>
      )}
      {limit?.kept === false && (
        <StateBadge state="warning" label="limit not kept" />
      )}
      {reading.stale && (
        <StaleMark since={reading.observedAt} source={reading.source} />
      )}
      <span className={styles.explanation}>
        {describeReading(reading)}
        {explanation && (
          <>
            <br />
            {explanation}
          </>
        )}
      </span>
    </li>
  );
}

/** What 1,000 tokens or predictions cost, and how that is known. */
export function Cost(props: { readings: readonly CostReading[] }) {
  const idleGpusPath = useRouteRef(idleGpusRouteRef)?.();
  if (props.readings.length === 0) {
    return null;
  }
  return (
    <Panel
      title="Cost"
      action={
        idleGpusPath && (
          <AppLink to={idleGpusPath} variant="body-small">
            Idle GPUs
          </AppLink>
        )
      }
    >
      <ul className={styles.costs}>
        {props.readings.map(reading => (
          <CostLine key={reading.indicator} reading={reading} />
        ))}
      </ul>
    </Panel>
  );
}
