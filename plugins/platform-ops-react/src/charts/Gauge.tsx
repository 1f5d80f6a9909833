import { formatNumber } from '../format';
import styles from './Gauge.module.css';

/** @public */
export interface GaugeProps {
  /** Null when it is not known. */
  value: number | null;
  min: number;
  max: number;
  /** Drawn as a tick. */
  limit?: number;
  label: string;
  /** See `formatNumber`. */
  unit?: string;
}

const WIDTH = 120;
const HEIGHT = 68;
const RADIUS = 50;
const CENTRE_X = WIDTH / 2;
const CENTRE_Y = 60;

function pointAt(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  const x = CENTRE_X + radius * Math.cos(angle);
  const y = CENTRE_Y - radius * Math.sin(angle);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

function arc(share: number): string {
  return `M ${pointAt(0, RADIUS)} A ${RADIUS} ${RADIUS} 0 0 1 ${pointAt(
    share,
    RADIUS,
  )}`;
}

/**
 * Where a value stands between two ends.
 *
 * @public
 */
export function Gauge(props: GaugeProps) {
  const { value, min, max, limit, label, unit } = props;
  const shareOf = (number: number) =>
    max > min ? Math.min(1, Math.max(0, (number - min) / (max - min))) : 0;
  const text = formatNumber(value, unit);
  const limitText =
    limit === undefined ? undefined : `limit ${formatNumber(limit, unit)}`;
  return (
    <figure className={styles.gauge}>
      <svg
        role="img"
        aria-label={[`${label}: ${text}`, limitText].filter(Boolean).join(', ')}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
      >
        <path
          className={value === null ? styles.unknownTrack : styles.track}
          d={arc(1)}
        />
        {value !== null && (
          <path className={styles.value} d={arc(shareOf(value))} />
        )}
        {limit !== undefined && (
          <path
            className={styles.limit}
            d={`M ${pointAt(shareOf(limit), RADIUS - 7)} L ${pointAt(
              shareOf(limit),
              RADIUS + 7,
            )}`}
          />
        )}
        <text className={styles.text} x={CENTRE_X} y={CENTRE_Y - 4}>
          {text}
        </text>
      </svg>
      <figcaption className={styles.caption} aria-hidden>
        {label}
        {limitText && <span className={styles.limitText}>{limitText}</span>}
      </figcaption>
    </figure>
  );
}
