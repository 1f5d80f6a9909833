import type { ReactNode } from 'react';
import styles from './TimelineRow.module.css';

/** A line of the timeline: what it is about, the bar, and what it adds up to. */
export function TimelineRow(props: {
  name: ReactNode;
  citation?: string;
  bar: ReactNode;
  summary?: ReactNode;
}) {
  const { name, citation, bar, summary } = props;
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <span>{name}</span>
        {citation && <span className={styles.citation}>{citation}</span>}
      </div>
      {bar}
      <div className={styles.shares}>{summary}</div>
    </div>
  );
}
