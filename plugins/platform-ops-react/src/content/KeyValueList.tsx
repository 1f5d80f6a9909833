import type { ReactNode } from 'react';
import styles from './KeyValueList.module.css';

/** @public */
export interface KeyValueListProps {
  items: Array<{ label: string; value: ReactNode }>;
}

/**
 * Facts with their names. A value that is not known reads "unknown".
 *
 * @public
 */
export function KeyValueList(props: KeyValueListProps) {
  return (
    <dl className={styles.list}>
      {props.items.map(({ label, value }) => (
        <div key={label} className={styles.item}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            {value === undefined || value === null || value === '' ? (
              <span className={styles.unknown}>unknown</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
