import { Skeleton } from '@backstage/ui';
import hidden from '../visuallyHidden.module.css';
import styles from './SkeletonLines.module.css';

/** @public */
export interface SkeletonLinesProps {
  /** How many lines the content will have, so that nothing jumps. */
  lines?: number;
  /** The height of one line, in pixels. */
  lineHeight?: number;
  /** What is loading, read by screen readers: "Loading the versions". */
  label?: string;
}

/**
 * Stands in for a list or a table until it is there.
 *
 * @public
 */
export function SkeletonLines(props: SkeletonLinesProps) {
  const { lines = 3, lineHeight = 20, label = 'Loading' } = props;
  return (
    <div className={styles.lines} role="status" aria-busy>
      <span className={hidden.visuallyHidden}>{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton
          key={index}
          height={lineHeight}
          width={index === lines - 1 && lines > 1 ? '60%' : '100%'}
        />
      ))}
    </div>
  );
}
