import type { ReactNode } from 'react';
import styles from './CountFilter.module.css';

/** @public */
export interface CountFilterProps<T extends string> {
  /** What is counted, for example "Entities by state". */
  label: string;
  items: Array<{
    value: T;
    title: string;
    /** Undefined while it is being read. */
    count: number | undefined;
    icon?: ReactNode;
    /** Shown as a tooltip. */
    description?: string;
  }>;
  selected: readonly T[];
  onToggle: (value: T) => void;
}

/**
 * How many there are of each, as buttons that filter.
 *
 * @public
 */
export function CountFilter<T extends string>(props: CountFilterProps<T>) {
  const { label, items, selected, onToggle } = props;
  return (
    <div className={styles.counts} role="group" aria-label={label}>
      {items.map(({ value, title, count, icon, description }) => (
        <button
          key={value}
          type="button"
          className={styles.count}
          title={description}
          aria-pressed={selected.includes(value)}
          onClick={() => onToggle(value)}
        >
          {icon}
          <span className={styles.number}>
            {count === undefined ? '·' : count.toLocaleString('en')}
          </span>{' '}
          {title}
        </button>
      ))}
    </div>
  );
}
