import { Checkbox } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import styles from './FilterGroup.module.css';

const SHOWN_VALUES = 6;

interface FilterValue {
  value: string;
  count: number;
}

/** Most frequent first, what is missing last; a choice never disappears. */
function arrange(
  values: readonly FilterValue[],
  selected: readonly string[],
): FilterValue[] {
  const known = new Set(values.map(({ value }) => value));
  const gone = selected
    .filter(value => !known.has(value))
    .map(value => ({ value, count: 0 }));
  const last = (value: FilterValue) => Number(value.value === 'none');
  return [...values, ...gone].sort(
    (a, b) =>
      last(a) - last(b) ||
      b.count - a.count ||
      a.value.localeCompare(b.value, 'en'),
  );
}

/**
 * One field of the filters: its most frequent values, to tick.
 */
export function FilterGroup(props: {
  title: string;
  /** What models are called that lack the field. */
  missing: string;
  values: readonly FilterValue[] | undefined;
  selected: readonly string[] | undefined;
  onToggle: (value: string) => void;
  renderValue?: (value: string) => ReactNode;
  open?: boolean;
}) {
  const { title, missing, selected = [], renderValue } = props;
  const [showAll, setShowAll] = useState(false);
  const values = arrange(props.values ?? [], selected);
  const shown = showAll
    ? values
    : values.filter(
        ({ value }, index) =>
          index < SHOWN_VALUES || value === 'none' || selected.includes(value),
      );
  const hidden = values.length - shown.length;
  if (values.length === 0) {
    return null;
  }
  const name = (value: string) => {
    if (value === 'none') {
      return <em>{missing}</em>;
    }
    return renderValue ? renderValue(value) : value;
  };
  return (
    <details
      className={styles.group}
      open={props.open || selected.length > 0 || undefined}
    >
      <summary className={styles.title}>{title}</summary>
      <ul className={styles.values} aria-label={title}>
        {shown.map(({ value, count }) => (
          <li key={value} className={styles.value}>
            <Checkbox
              className={styles.checkbox}
              isSelected={selected.includes(value)}
              onChange={() => props.onToggle(value)}
            >
              <span className={styles.name}>{name(value)}</span>
            </Checkbox>
            <span className={styles.count}>{count}</span>
          </li>
        ))}
      </ul>
      {(hidden > 0 || showAll) && (
        <button
          type="button"
          className={styles.more}
          onClick={() => setShowAll(!showAll)}
        >
          {showAll ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
    </details>
  );
}
