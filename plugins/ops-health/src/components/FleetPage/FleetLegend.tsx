import {
  HEALTH_STATES,
  stateWord,
} from '@platform-ops/backstage-plugin-ops-health-common';
import cells from './FleetCells.module.css';
import styles from './FleetLegend.module.css';

const TIERS = [1, 2, 3, 4];

/** What the colours, marks and sizes of the cells mean. */
export function FleetLegend() {
  return (
    <div className={styles.legend}>
      {HEALTH_STATES.map(state => (
        <span key={state} className={styles.item}>
          <span
            className={cells.cell}
            data-state={state}
            data-tier={2}
            aria-hidden
          />
          {stateWord(state)}
        </span>
      ))}
      <span className={styles.item}>
        <span
          className={cells.cell}
          data-state="good"
          data-tier={2}
          data-stale=""
          aria-hidden
        />
        stale
      </span>
      <span className={styles.item}>
        {TIERS.map(tier => (
          <span
            key={tier}
            className={cells.cell}
            data-state="idle"
            data-tier={tier}
            aria-hidden
          />
        ))}
        tier 1 to 4
      </span>
    </div>
  );
}
