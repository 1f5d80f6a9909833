import clsx from 'clsx';
import { formatRatio } from '../format';
import type { State } from '../states';
import styles from './Meter.module.css';

/** @public */
export interface MeterProps {
  /** Between 0 and 1; null when it is not known. */
  value: number | null;
  label: string;
  state: State;
  /** What is read and shown instead of the percentage. */
  valueText?: string;
  /** One line without the label, where a column says what it is. */
  inline?: boolean;
}

const WIDTH = 100;
const HEIGHT = 8;

/** The same word as beside the badges. */
function stateWord(state: State): string {
  return state === 'good' ? 'healthy' : state;
}

/**
 * How much of something is used or left, for example of an error budget.
 *
 * @public
 */
export function Meter(props: MeterProps) {
  const { value, label, state, inline = false } = props;
  const known = value !== null && Number.isFinite(value);
  const share = known ? Math.min(1, Math.max(0, value)) : 0;
  const text = props.valueText ?? formatRatio(known ? value : null);
  return (
    <div className={clsx(styles.meter, inline && styles.inline)}>
      <div className={styles.words} aria-hidden>
        {!inline && <span>{label}</span>}
        <span>{text}</span>
      </div>
      <svg
        className={clsx(styles.bar, !known && styles.unknownBar)}
        data-empty={known && share === 0 ? '' : undefined}
        data-state={state}
        role="img"
        aria-label={`${label}: ${text}, ${stateWord(state)}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {known && (
          <rect
            className={styles[state]}
            width={share * WIDTH}
            height={HEIGHT}
          />
        )}
      </svg>
    </div>
  );
}
