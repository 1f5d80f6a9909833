import { formatNumber } from '../format';
import styles from './IntervalMark.module.css';

/** @public */
export interface IntervalMarkProps {
  /** What is shown, for example "AUC, women". */
  label: string;
  value: number;
  /** In which it lies, at some confidence. */
  interval?: { low: number; high: number };
  /** What the axis spans: the same for all that are compared. */
  domain: readonly [number, number];
  /** That should be kept, drawn as a line across. */
  limit?: number;
  /** See `formatNumber`. */
  unit?: string;
  width?: number;
}

const HEIGHT = 16;
const PADDING = 5;
const CAP = 3;

/**
 * A value as a dot, with whiskers as long as it is uncertain.
 *
 * @public
 */
export function IntervalMark(props: IntervalMarkProps) {
  const { label, value, interval, domain, limit, unit, width = 120 } = props;
  const [low, high] = domain;
  const middle = HEIGHT / 2;
  const x = (number: number) => {
    const share = high > low ? (number - low) / (high - low) : 0.5;
    return PADDING + Math.min(1, Math.max(0, share)) * (width - 2 * PADDING);
  };
  const words = [
    formatNumber(value, unit),
    interval &&
      `${formatNumber(interval.low, unit)} to ${formatNumber(
        interval.high,
        unit,
      )}`,
    limit !== undefined && `limit ${formatNumber(limit, unit)}`,
  ].filter(Boolean);
  return (
    <svg
      className={styles.mark}
      role="img"
      aria-label={`${label}: ${words.join(', ')}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
    >
      <line
        className={styles.axis}
        x1={PADDING}
        x2={width - PADDING}
        y1={middle}
        y2={middle}
      />
      {limit !== undefined && limit >= low && limit <= high && (
        <line
          className={styles.limit}
          x1={x(limit)}
          x2={x(limit)}
          y1={0}
          y2={HEIGHT}
        />
      )}
      {interval && (
        <path
          className={styles.whiskers}
          d={[
            `M${x(interval.low)} ${middle - CAP}V${middle + CAP}`,
            `M${x(interval.low)} ${middle}H${x(interval.high)}`,
            `M${x(interval.high)} ${middle - CAP}V${middle + CAP}`,
          ].join('')}
        />
      )}
      <circle className={styles.dot} cx={x(value)} cy={middle} r={3.5} />
    </svg>
  );
}
