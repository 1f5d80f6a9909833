import type { ReactNode } from 'react';
import styles from './FileLayout.module.css';

/** A tree of files beside the one that is looked at. */
export function FileLayout(props: { tree: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.layout}>
      {props.tree}
      <div className={styles.content}>{props.children}</div>
    </div>
  );
}
