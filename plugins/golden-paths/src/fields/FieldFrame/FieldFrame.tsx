import type { ReactNode } from 'react';
import styles from './FieldFrame.module.css';

/**
 * Around the input of a field and what is said of it.
 *
 * @remarks
 * Inputs are told from what they stand on by their colour alone, and a form has
 * the same: without an outline nobody would see them.
 */
export function FieldFrame(props: { children: ReactNode }) {
  return <div className={styles.frame}>{props.children}</div>;
}
