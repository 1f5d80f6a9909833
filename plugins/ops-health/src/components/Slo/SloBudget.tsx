import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { Meter } from '@platform-ops/backstage-plugin-platform-ops-react';
import { budgetLook, describeBudget } from '../../slo/sloWords';
import styles from './SloBudget.module.css';

/** What is left of the error budget, as a bar and in words. */
export function SloBudget(props: {
  slo: Slo;
  label: string;
  /** In a row of a table. */
  inline?: boolean;
}) {
  const { slo, label, inline } = props;
  return (
    <div
      className={styles.budget}
      title={slo.budget?.summary}
      data-stale={slo.stale ? '' : undefined}
    >
      <Meter
        label={label}
        value={slo.budget?.remaining ?? null}
        valueText={describeBudget(slo.budget, {
          now: Date.now(),
          briefly: inline,
        })}
        state={budgetLook(slo)}
        inline={inline}
      />
    </div>
  );
}
