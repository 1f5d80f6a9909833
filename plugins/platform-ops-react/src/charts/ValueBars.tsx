import { RiStarFill } from '@remixicon/react';
import clsx from 'clsx';
import { formatNumber } from '../format';
import styles from './ValueBars.module.css';

/** @public */
export interface ValueBarsProps {
  /** What is compared, for example "auc". */
  label: string;
  /** On what it was measured, for example "chexpert, validation". */
  basis?: string;
  items: Array<{ name: string; value: number | null; best?: boolean }>;
  /** See `formatNumber`. */
  unit?: string;
  /** Which direction is better, when that is known. */
  better?: 'higher' | 'lower';
}

const WIDTH = 100;
const HEIGHT = 10;

/**
 * One quantity of several things side by side, as bars from zero. The words
 * beside the bars carry everything that the bars show.
 *
 * @public
 */
export function ValueBars(props: ValueBarsProps) {
  const { label, basis, items, unit, better } = props;
  const known = items.flatMap(({ value }) => value ?? []);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const x = (value: number) =>
    high > low ? ((value - low) / (high - low)) * WIDTH : 0;
  return (
    <figure className={styles.bars}>
      <figcaption className={styles.caption}>
        <span className={styles.label}>{label}</span>
        {better && (
          <span className={styles.better}>
            {better === 'higher' ? '↑ higher' : '↓ lower'} is better
          </span>
        )}
        {basis && <span className={styles.basis}>{basis}</span>}
      </figcaption>
      <ul className={styles.items}>
        {items.map(({ name, value, best }) => (
          <li key={name} className={styles.item}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <svg
              className={clsx(styles.bar, value === null && styles.unknownBar)}
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              aria-hidden
            >
              {value !== null && (
                <rect
                  className={best ? styles.best : styles.value}
                  x={Math.min(x(0), x(value))}
                  width={Math.abs(x(value) - x(0))}
                  height={HEIGHT}
                />
              )}
            </svg>
            <span className={styles.number}>
              {formatNumber(value, unit)}
              {best && (
                <span className={styles.mark}>
                  <RiStarFill size={12} aria-hidden /> best
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
