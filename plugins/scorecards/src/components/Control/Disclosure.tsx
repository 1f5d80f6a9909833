import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';

/** Something for those who want to know exactly. */
export function Disclosure(props: { title: string; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary>{props.title}</summary>
      <div className={styles.body}>{props.children}</div>
    </details>
  );
}
