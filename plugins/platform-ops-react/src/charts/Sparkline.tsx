import { formatSignificant } from '@platform-ops/backstage-plugin-platform-ops-common';
import styles from './Sparkline.module.css';

/** @public */
export interface SparklineProps {
  /** Oldest first; null is a gap. */
  values: Array<number | null>;
  /** The range that each value was expected in. */
  band?: Array<[number, number] | null>;
  /** What is shown, for example "Error ratio, last 24 hours". */
  label: string;
  width?: number;
  height?: number;
}

const PADDING = 2;

function describe(label: string, known: number[]): string {
  if (known.length === 0) {
    return `${label}: no data`;
  }
  const words = [
    `latest ${formatSignificant(known[known.length - 1], 4)}`,
    `lowest ${formatSignificant(Math.min(...known), 4)}`,
    `highest ${formatSignificant(Math.max(...known), 4)}`,
  ];
  return `${label}: ${words.join(', ')}`;
}

/** Splits a list where it is null and keeps the indices. */
function segments<T>(values: Array<T | null>): Array<Array<[number, T]>> {
  const result: Array<Array<[number, T]>> = [];
  let current: Array<[number, T]> = [];
  values.forEach((value, index) => {
    if (value !== null) {
      current.push([index, value]);
    } else if (current.length > 0) {
      result.push(current);
      current = [];
    }
  });
  return current.length > 0 ? [...result, current] : result;
}

/**
 * A line as small as a word, with gaps where nothing is known.
 *
 * @public
 */
export function Sparkline(props: SparklineProps) {
  const { values, band = [], label, width = 120, height = 28 } = props;
  const known = values.filter((value): value is number => value !== null);
  const all = [...known, ...band.flatMap(range => range ?? [])];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const steps = Math.max(values.length - 1, 1);
  const x = (index: number) =>
    PADDING + (index / steps) * (width - 2 * PADDING);
  const y = (value: number) =>
    high === low
      ? height / 2
      : height -
        PADDING -
        ((value - low) / (high - low)) * (height - 2 * PADDING);
  const lastIndex = values.length - 1;
  const last = values[lastIndex] ?? null;

  return (
    <svg
      className={styles.sparkline}
      role="img"
      aria-label={describe(label, known)}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      {known.length === 0 && (
        <line
          className={styles.nothing}
          x1={PADDING}
          x2={width - PADDING}
          y1={height / 2}
          y2={height / 2}
        />
      )}
      {segments(band).map(run => (
        <polygon
          key={run[0][0]}
          className={styles.band}
          points={[
            ...run.map(([index, range]) => `${x(index)},${y(range[1])}`),
            ...[...run]
              .reverse()
              .map(([index, range]) => `${x(index)},${y(range[0])}`),
          ].join(' ')}
        />
      ))}
      {segments(values).map(run =>
        run.length === 1 ? (
          <circle
            key={run[0][0]}
            className={styles.point}
            cx={x(run[0][0])}
            cy={y(run[0][1])}
            r={1.5}
          />
        ) : (
          <polyline
            key={run[0][0]}
            className={styles.line}
            points={run
              .map(([index, value]) => `${x(index)},${y(value)}`)
              .join(' ')}
          />
        ),
      )}
      {last !== null && (
        <circle className={styles.point} cx={x(lastIndex)} cy={y(last)} r={2} />
      )}
    </svg>
  );
}
