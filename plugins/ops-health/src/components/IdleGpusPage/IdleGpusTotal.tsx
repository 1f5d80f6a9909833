import { Skeleton, Text } from '@backstage/ui';
import type { ListIdleGpusResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { formatRatio } from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatMonth } from '../../cost/idleGpus';
import styles from './IdleGpusPage.module.css';

/** What all of it comes to, and what counts. */
export function IdleGpusTotal(props: {
  value: ListIdleGpusResponse | undefined;
  /** Not all of them are looked at. */
  filtered: boolean;
}) {
  const { value, filtered } = props;
  if (!value) {
    return <Skeleton width="20rem" height={48} />;
  }
  const { totalCostPerMonth, totalGpus, unpriced, undecided, currency } = value;
  return (
    <div className={styles.total}>
      {value.totalItems > 0 && (
        <p className={styles.money}>
          {totalCostPerMonth === undefined ? (
            <>
              <strong>{totalGpus.toLocaleString('en')}</strong> idle{' '}
              {totalGpus === 1 ? 'GPU' : 'GPUs'}, cost unknown
            </>
          ) : (
            <>
              {unpriced > 0 && 'At least '}
              <strong>{formatMonth(totalCostPerMonth, currency)}</strong> a
              month for {totalGpus.toLocaleString('en')} idle{' '}
              {totalGpus === 1 ? 'GPU' : 'GPUs'}
            </>
          )}
          {filtered && ', of the chosen owners'}
        </p>
      )}
      <Text as="p" variant="body-small" color="secondary">
        Idle is what worked less than {formatRatio(value.below)} of the last 24
        hours; money is what it costs in a month of 730 hours at the configured
        prices.
        {undecided > 0 &&
          ` Of ${undecided.toLocaleString('en')} more ${
            undecided === 1 ? 'workload' : 'workloads'
          } with GPUs too few hours were measured to say.`}
      </Text>
    </div>
  );
}
