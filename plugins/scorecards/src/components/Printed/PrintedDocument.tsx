import type { ReactNode } from 'react';
import { useLightPrint } from '../../hooks/useLightPrint';
import styles from './PrintedDocument.module.css';

/** What is printed of a page; all around it stays on the screen. */
export function PrintedDocument(props: { label: string; children: ReactNode }) {
  useLightPrint();
  return (
    <article className={styles.document} aria-label={props.label}>
      {props.children}
    </article>
  );
}
