import type { ReactNode } from 'react';
import styles from './PrintTitle.module.css';

/** On paper only: of what it is, when, and what was left out. */
export function PrintTitle(props: { title: string; children: ReactNode }) {
  return (
    <header className={styles.header}>
      <h1>{props.title}</h1>
      <p>{props.children}</p>
    </header>
  );
}
